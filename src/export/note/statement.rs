//! One statement as a line of the note: whose layer it is, who speaks, the words, what hangs on them, where they stand.
use super::{
    desk::Desk,
    prose::{capital, listed, plain, within},
};
use crate::{
    anchor::Piece,
    export::content::{Inline, Item, Quoted, Text},
    model::{
        Body, Claim, Codebook, Event, Form, Known, Quote, Record, RecordId, Scope, SourceKind,
    },
    text::{Span, fold, words::sentence_at},
};

/// Longest sentence (words) of an article that is printed whole for a claim; of a longer one the analyst's words stand.
const LONGEST: usize = 45;
/// Bytes before and behind a statement in which its sentence is looked for.
const NEAR: usize = 2_000;
/// Words between a cue and what it introduces.
const LINKS: [&str; 18] = [
    "that", "to", "whether", "if", "how", "why", "as", "about", "of", "on", "for", "with", "a",
    "an", "the", "his", "her", "is",
];
/// Words that stand for a speaker, so that no name can stand before them.
const PRONOUNS: [&str; 11] = [
    "he", "she", "it", "they", "we", "i", "you", "who", "which", "that", "in",
];

impl Desk<'_> {
    /// A quote, claim or event as an entry of a list; `roles`: with the speaker's role as printed.
    pub(in crate::export) fn item(&self, id: RecordId, roles: bool) -> Item {
        let record = self.dossier.record(id);
        let mut text = match &record.body {
            Body::Quote(quote) => self.quote(id, record, quote, roles),
            Body::Claim(claim) => self.claim(id, record, claim),
            Body::Event(event) => self.event(id, record, event),
            _ => self.authored(record.says.as_deref().unwrap_or_default()),
        };
        for fault in self.faults(record) {
            text.say(" ").put(fault);
        }
        text.cite(self.cite(id));
        Item {
            record: Some(record.id.clone()),
            text,
        }
    }

    fn quote(&self, id: RecordId, record: &Record, quote: &Quote, roles: bool) -> Text {
        let mut text = Text::default();
        text.put(Inline::Strong(format!("{}.", self.label(id))))
            .say(" ");
        let speaker = self.speaker(id, roles);
        let reading = self.reading(quote);
        match self.dossier.form(id) {
            Some(Form::Label) => self.term(id, quote, &mut text),
            Some(Form::Direct) => {
                text.say(format!("{speaker}: ")).add(self.words(id));
                self.circumstances(id, quote, &mut text);
            }
            // The label has named the speaker already.
            Some(Form::Indirect) if reading.is_some() && !roles && self.begins_a_sentence(id) => {
                text.add(self.words(id));
                self.circumstances(id, quote, &mut text);
            }
            _ => {
                match self.lead(id, quote) {
                    Some(from) => {
                        let comma = if speaker.contains(", ") { "," } else { "" };
                        text.say(format!("{speaker}{comma} "))
                            .add(self.led(id, from))
                    }
                    None => text.say(introduced(&speaker, quote)).add(self.words(id)),
                };
                self.circumstances(id, quote, &mut text);
            }
        }
        if self.dossier.form(id) == Some(Form::Summary) {
            text.say("; words not given");
        }
        text.stop();
        self.remarks(id, record, quote, reading, &mut text);
        text
    }

    /// What the words are, in words.
    pub(in crate::export) fn label(&self, id: RecordId) -> String {
        let Some(quote) = self.dossier.record(id).quote() else {
            return "Article".to_owned();
        };
        let second = self.dossier.second_hand(id);
        let document = (self.dossier.source_of(id)).is_some_and(|s| s.kind == SourceKind::Document);
        let mut label = match self.dossier.form(id) {
            _ if self.dossier.passage(id).is_none() => "Not proven".to_owned(),
            Some(Form::Direct) => "verbatim".to_owned(),
            Some(Form::Mixed) => "part-quoted".to_owned(),
            Some(Form::Summary) => "speech act only".to_owned(),
            Some(Form::Label) => "label".to_owned(),
            Some(Form::Indirect) | None if document && !second => {
                "document, as paraphrased by the article".to_owned()
            }
            Some(Form::Indirect) | None => "paraphrase".to_owned(),
        };
        let printed = matches!(self.dossier.form(id), Some(Form::Direct | Form::Mixed));
        if printed && self.is_shortened(id) {
            label.push_str(", shortened");
        }
        if second {
            label.insert_str(0, "second hand, ");
        }
        match self.reading(quote) {
            Some((by, of)) if !matches!(self.dossier.form(id), Some(Form::Direct)) => {
                capital(&format!("{label}; {by}'s reading of {of}"))
            }
            _ => capital(&label),
        }
    }

    fn begins_a_sentence(&self, id: RecordId) -> bool {
        let printed = self.dossier.span(id).zip(self.dossier.article_of(id));
        printed
            .is_some_and(|(span, article)| span.of(&article.text).starts_with(char::is_uppercase))
    }

    fn is_shortened(&self, id: RecordId) -> bool {
        let passage = self.dossier.passage(id);
        passage.is_some_and(|passage| passage.pieces.contains(&Piece::Elision))
    }

    /// Who reads whom, where the speaker describes somebody else.
    fn reading(&self, quote: &Quote) -> Option<(String, String)> {
        let ascribed = &quote.ascribes.as_ref()?.id;
        let of = plain(self.codebook().name(ascribed));
        Some((self.name(&quote.source.id), within(&of).into_owned()))
    }

    /// The speaker's name at the start of a sentence, with role and affiliation where asked.
    pub(in crate::export) fn speaker(&self, id: RecordId, roles: bool) -> String {
        let name = capital(&self.name(self.dossier.speaker(id).unwrap_or_default()));
        let own = self
            .dossier
            .record(id)
            .quote()
            .and_then(|q| q.setting.role.as_deref());
        let source = self.dossier.source_of(id);
        let role = own.or(source.and_then(|source| source.role.as_deref()));
        let org = source.and_then(|source| source.org.as_deref());
        // A Carnegie analyst need not be of Carnegie once more.
        let org = org.filter(|org| !role.is_some_and(|role| role.contains(org)));
        let known = role.into_iter().chain(org).map(plain).filter(|_| roles);
        known.fold(name, |name, known| format!("{name}, {known}"))
    }

    /// A name somebody gave a thing: who coined it is another question.
    fn term(&self, id: RecordId, quote: &Quote, text: &mut Text) {
        text.say("The term used is ").add(self.words(id));
        let by = capital(&self.name(&quote.source.id));
        match quote.cue.first() {
            Some(cue) => text
                .say(format!(" ({by}, "))
                .add(self.authored(cue))
                .say(")"),
            None => text.say(format!(" ({by})")),
        };
        text.say("; who coined it is not given");
    }

    /// Addressee, place and time of the utterance, in brackets.
    fn circumstances(&self, id: RecordId, quote: &Quote, text: &mut Text) {
        let mut known = Vec::new();
        known.extend(
            quote
                .setting
                .to
                .as_deref()
                .map(|to| Text::of("to ").add(self.authored(to)).clone()),
        );
        known.extend(
            quote
                .setting
                .venue
                .as_deref()
                .map(|venue| self.authored(venue)),
        );
        known.extend(
            quote
                .setting
                .when
                .as_deref()
                .map(|when| self.time(when, id)),
        );
        let mut between = " (";
        for fact in known.iter().filter(|fact| !fact.is_empty()) {
            text.say(between).add(fact.clone());
            between = ", ";
        }
        if between == ", " {
            text.say(")");
        }
    }

    /// A date as it is; of a relative one the printed words, in marks where they stand beside the record's own.
    pub(in crate::export) fn time(&self, when: &str, id: RecordId) -> Text {
        if when.starts_with(|c: char| c.is_ascii_digit()) {
            return self.authored(when);
        }
        let printed = || {
            let article = self.dossier.article_of(id)?;
            let span = fold::find(&article.text, self.near(id)?, when)?;
            Some(Quoted::new(
                self.dossier.record(id).article?,
                article,
                span,
                false,
            ))
        };
        match printed() {
            Some(quoted) => Text(vec![Inline::Quoted(quoted)]),
            None => Text::of(format!("‘{}’", plain(when))),
        }
    }

    /// What must not be lost on the way: who passed it on, whose reading it is, hedges, unclear reach.
    fn remarks(
        &self,
        id: RecordId,
        record: &Record,
        quote: &Quote,
        reading: Option<(String, String)>,
        text: &mut Text,
    ) {
        let via: Vec<&str> = (record.extra.via.iter().flatten())
            .map(|via| via.id.as_str())
            .collect();
        if !via.is_empty() && via.iter().all(|via| *via == Codebook::UNNAMED) {
            text.say(" Who said so is not given.");
        } else if !via.is_empty() {
            let names: Vec<String> = via.iter().map(|via| self.name(via)).collect();
            text.say(format!(" Passed on by {}.", listed(&names)));
        }
        if let Some((by, of)) = reading.filter(|_| self.dossier.form(id) == Some(Form::Direct)) {
            text.say(format!(
                " {}'s reading of {of}, not a statement by {of}.",
                capital(&by)
            ));
        }
        let lost: Vec<String> = (record.extra.hedge.iter())
            .filter(|hedge| !carries(text, hedge))
            .map(|hedge| format!("‘{}’", plain(hedge)))
            .collect();
        if !lost.is_empty() {
            text.say(format!(" Hedged in the article: {}.", listed(&lost)));
        }
        if quote.scope == Some(Scope::Unclear) {
            text.say(" How far the attribution reaches is unclear.");
        }
        if quote.translated == Some(Known::Yes) {
            text.say(" The words are a translation.");
        }
    }

    /// The paragraph a record begins in, as far as its sentence can reach: a paragraph may be a whole book.
    fn near(&self, id: RecordId) -> Option<Span> {
        let (article, span) = (self.dossier.article_of(id)?, self.dossier.span(id)?);
        let paragraph = article.paragraph(self.dossier.paragraph(id)?)?.span;
        let start = article
            .text
            .ceil_char_boundary(span.start.saturating_sub(NEAR));
        let end = article
            .text
            .floor_char_boundary(span.end.saturating_add(NEAR));
        Some(Span::new(
            paragraph.start.max(start),
            paragraph.end.min(end),
        ))
    }

    /// The byte from which the article's own words join the speaker's name to the statement, without a colon between.
    fn lead(&self, id: RecordId, quote: &Quote) -> Option<usize> {
        let (article, span) = (self.dossier.article_of(id)?, self.dossier.span(id)?);
        let text = article.text.as_str();
        let sentence = sentence_at(text, self.near(id)?, span.start);
        let joined = |from: Span| {
            let gap = text.get(from.end..span.start.max(from.end))?;
            let linked = gap.split_whitespace().count() <= 2
                && gap.split_whitespace().all(|word| LINKS.contains(&word));
            (linked && from.start >= sentence.start && from.start <= span.start).then_some(from)
        };
        if quote.cue.is_empty() {
            let names = (self.codebook().source(&quote.source.id)).into_iter();
            let mut names = names.flat_map(|s| std::iter::once(&s.name).chain(&s.aka));
            let before = Span::new(sentence.start, span.start);
            let name = names.find_map(|name| {
                let last = fold::find_every(text, before, name).pop()?;
                joined(last)
            })?;
            let from = name.end + (text[name.end..].len() - text[name.end..].trim_start().len());
            return Some(from);
        }
        let cues = quote.cue.iter().filter(|cue| opens_a_predicate(cue));
        let found = cues.filter_map(|cue| {
            let places = fold::find_every(text, sentence, cue);
            places.into_iter().rev().find_map(joined)
        });
        found.map(|cue| cue.start).min()
    }

    /// What the article says itself: the whole sentence, so that nothing is cut from its own hedges.
    fn claim(&self, id: RecordId, record: &Record, claim: &Claim) -> Text {
        let mut text = Text::default();
        let own = claim.source.as_ref().filter(|s| s.id != Codebook::ARTICLE);
        let label = match own {
            Some(source) => format!("Claim by {}.", self.name(&source.id)),
            None => "Article.".to_owned(),
        };
        text.put(Inline::Strong(label)).say(" ");
        let says = record.says.as_deref().unwrap_or_default();
        match self.sentence(id) {
            _ if record.text.is_empty() => text.add(self.authored(says)),
            _ if self.dossier.passage(id).is_none() => text.add(self.words(id)),
            Some((article, sentence)) if own.is_none() => text.add(self.stretch(article, sentence)),
            _ => text.add(self.authored(says)),
        };
        text.stop();
        if claim.scope == Some(Scope::Unclear) {
            text.say(" Whether these are the article's own words is unclear.");
        }
        text
    }

    /// The sentence of the article a record stands in, where it is short enough to print.
    pub(in crate::export) fn sentence(&self, id: RecordId) -> Option<(usize, Span)> {
        let (article, span) = (self.dossier.article_of(id)?, self.dossier.span(id)?);
        let sentence = sentence_at(&article.text, self.near(id)?, span.start);
        let words = sentence.of(&article.text).split_whitespace().count();
        (words <= LONGEST && sentence.covers(span))
            .then_some((self.dossier.record(id).article?, sentence))
    }

    fn event(&self, id: RecordId, record: &Record, event: &Event) -> Text {
        let mut text = Text::default();
        text.put(Inline::Strong("Event.".to_owned())).say(" ");
        text.add(self.authored(record.says.as_deref().unwrap_or_default()));
        if let Some(when) = &event.when {
            text.say(" (").add(self.time(when, id)).say(")");
        }
        text.stop();
        text
    }
}

/// A speaker before words that the article's own do not join to the name: with the verb it reports them by.
fn introduced(speaker: &str, quote: &Quote) -> String {
    let verb = quote.cue.iter().find(|cue| opens_a_predicate(cue));
    let Some(verb) = verb else {
        return format!("{speaker}: ");
    };
    let comma = if speaker.contains(", ") { "," } else { "" };
    format!("{speaker}{comma} {}: ", plain(verb))
}

/// Whether `text` already prints `hedge`.
fn carries(text: &Text, hedge: &str) -> bool {
    let words: String = (text.0.iter())
        .map(|inline| match inline {
            Inline::Plain(words) | Inline::Fault(words) => words.clone(),
            Inline::Quoted(quoted) => quoted.to_string(),
            _ => String::new(),
        })
        .collect();
    fold::find(&words, Span::new(0, words.len()), &plain(hedge)).is_some()
}

/// Whether a name can stand before `cue`: `has demanded`, not `he said` or `According to it`.
fn opens_a_predicate(cue: &str) -> bool {
    let first = cue.split_whitespace().next().unwrap_or_default();
    first.starts_with(char::is_lowercase) && !PRONOUNS.contains(&first)
}
