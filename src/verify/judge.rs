//! What was found of a quotation -> what is said of it: outcome and differences.
use super::{
    ask::Reading,
    finding::{Difference, Finding, Found, Outcome, Remark, Report, Verdict},
    lookup::{Lookup, look_up},
    near::{Near, is_denied_before, remark},
    quotation::{Link, Quotation, quotations},
    read::Draft,
    replaced,
    shelf::{Candidate, Entry, gaps, runs, shelf},
    speaker::Cast,
    whose::is_few,
};
use crate::{
    anchor::{
        Passage, Piece,
        change::{self, Change, Critical},
        left_out,
    },
    model::{Codebook, Dossier, Form},
    text::{
        Span,
        fold::{is_mark, same},
    },
};

/// Finds every quotation of `drafts` in the articles of `dossiers`, whose records must be anchored, and says what became of it.
#[must_use]
pub fn verify(drafts: Vec<Draft>, dossiers: &[Dossier]) -> Report {
    let quotations: Vec<Quotation> = (drafts.iter().enumerate())
        .flat_map(|(number, draft)| quotations(number, draft))
        .collect();
    let casts = dossiers.iter().map(|d| Cast::new(d.codebook()));
    let entries = shelf(dossiers);
    let bench = Bench {
        drafts: &drafts,
        dossiers,
        casts: casts.collect(),
        unread: (dossiers.iter()).any(|d| d.articles().iter().any(|a| !a.readable)),
        entries,
    };
    let (findings, asides) = bench.judge_all(quotations);
    Report {
        drafts,
        findings,
        asides,
    }
}

/// Everything that a judgement needs.
pub(super) struct Bench<'a> {
    pub(super) drafts: &'a [Draft],
    pub(super) dossiers: &'a [Dossier],
    pub(super) casts: Vec<Cast>,
    pub(super) entries: Vec<Entry<'a>>,
    /// Whether some article could not be read.
    unread: bool,
}

/// The places of a quotation, sorted out.
enum Choice<'a> {
    One(&'a Candidate, Vec<&'a Candidate>),
    Several(Vec<&'a Candidate>),
}

impl Bench<'_> {
    fn judge_all(&self, quotations: Vec<Quotation>) -> (Vec<Finding>, Vec<Finding>) {
        let mut asked: Vec<Quotation> = Vec::new();
        let mut whole: Vec<std::ops::Range<usize>> = Vec::new();
        for quotation in quotations {
            let from = asked.len();
            let draft = &self.drafts[quotation.draft];
            if quotation.parts.len() > 1 {
                // A line of dots is nobody's words: it stands for what is left out.
                let says = |part: &&Span| part.of(&draft.text).contains(char::is_alphanumeric);
                let parts = quotation.parts.iter().filter(says);
                asked.extend(parts.map(|&part| quotation.part(draft, part)));
            }
            asked.push(quotation);
            whole.push(from..asked.len());
        }
        let found = look_up(self.drafts, &asked, &self.entries);
        let (mut findings, mut asides) = (Vec::new(), Vec::new());
        for range in whole {
            for finding in self.judge_parts(&asked[range.clone()], &found[range]) {
                let into = if self.is_aside(&finding.quotation) {
                    &mut asides
                } else {
                    &mut findings
                };
                into.push(finding);
            }
        }
        (findings, asides)
    }

    /// The last of `asked` is the whole quotation, the others are its parts. It is judged as a whole where it stands as a whole.
    fn judge_parts(&self, asked: &[Quotation], found: &[Lookup]) -> Vec<Finding> {
        let (Some((whole, parts)), Some((found_whole, found_parts))) =
            (asked.split_last(), found.split_last())
        else {
            return Vec::new();
        };
        let unbroken = |c: &&Candidate| self.entries[c.entry].is_unbroken(&c.passage);
        let stands = found_whole.standing.iter().any(|c| unbroken(&c));
        if parts.is_empty() || stands || (parts.len() == 1) {
            return vec![self.judge(whole, found_whole)];
        }
        let broken = found_whole.standing.first();
        let is_one = |c: &&Candidate| whole.link == Link::Paragraphs || self.drops_negation(c);
        if let Some(broken) = broken.filter(is_one) {
            return vec![self.altered(whole, broken.entry, broken.passage.span, Vec::new())];
        }
        (parts.iter().zip(found_parts))
            .map(|(part, found)| self.judge(part, found))
            .collect()
    }

    /// Whether a negation stands in the article where the draft has nothing but who speaks: “We will,” she said, “sell it”.
    fn drops_negation(&self, place: &Candidate) -> bool {
        let entry = &self.entries[place.entry];
        let (text, language) = (entry.text(), entry.article.language());
        gaps(&place.passage).any(|gap| left_out(text, gap, language).contains(&Critical::Negation))
    }

    fn judge(&self, quotation: &Quotation, found: &Lookup) -> Finding {
        let unbroken = |c: &&Candidate| self.entries[c.entry].is_unbroken(&c.passage);
        let standing: Vec<&Candidate> = found.standing.iter().filter(unbroken).collect();
        if let Some(foreign) = standing.iter().find(|c| c.reading == Reading::Foreign) {
            return self.altered(quotation, foreign.entry, foreign.passage.span, Vec::new());
        }
        let apart = |c: &&Candidate| !self.is_together(c);
        let (apart, standing): (Vec<&Candidate>, Vec<&Candidate>) =
            standing.into_iter().partition(apart);
        if let Some(apart) = apart.first().filter(|_| standing.is_empty()) {
            return self.apart(quotation, apart);
        }
        if !standing.is_empty() {
            return match self.choose(quotation, standing) {
                Choice::One(one, others) => self.standing(quotation, one, &others),
                Choice::Several(places) => self.ambiguous(quotation, &places),
            };
        }
        if !found.near.is_empty() {
            return self.near(quotation, &found.near);
        }
        let why = match () {
            () if self.unread => Some(Remark::Unread),
            () if found.given_up => Some(Remark::GivenUp),
            () => None,
        };
        let outcome = why.map_or(Outcome::NotFound, |_| Outcome::Unchecked);
        Finding {
            remark: why,
            ..self.finding(quotation, outcome, None)
        }
    }

    /// Whether the parts of a passage that runs over several paragraphs are one's words: what stands between them goes on as one quotation, or
    /// a source on record says them all.
    fn is_together(&self, place: &Candidate) -> bool {
        let (entry, span) = (&self.entries[place.entry], place.passage.span);
        let elided = place.passage.pieces.contains(&Piece::Elision);
        let paragraph = |at| entry.article.paragraph_at(at);
        let last = paragraph(span.end.saturating_sub(1));
        if !elided || paragraph(span.start) == last || entry.is_one_quotation(span) {
            return true;
        }
        let speaker = |at: Span| self.speakers(place.entry, at).into_iter().next();
        let mut voices = runs(&place.passage).map(speaker);
        let first = voices.next().flatten();
        first.is_some_and(|id| {
            id != Codebook::ARTICLE && voices.all(|voice| voice.as_ref() == Some(&id))
        })
    }

    /// Parts that stand, but not together: what the draft joins, and where each part is.
    fn apart(&self, quotation: &Quotation, place: &Candidate) -> Finding {
        let part = |span: Span| {
            let pieces = vec![Piece::Words(span)];
            self.found(place.entry, &Passage { span, pieces })
        };
        let mut places = runs(&place.passage).map(part);
        let first = places.next();
        let also = places.collect();
        let mut finding = self.altered(quotation, place.entry, place.passage.span, also);
        finding.found = first.or(finding.found);
        finding.outcome = Outcome::Altered;
        finding.remark = Some(Remark::Apart);
        finding
    }

    /// Near words: the nearest; of several the one's whom the draft names, or all of them.
    fn near(&self, quotation: &Quotation, near: &[(usize, Near)]) -> Finding {
        let altered =
            |&(entry, near): &(usize, Near)| self.altered(quotation, entry, near.span, Vec::new());
        let first = altered(&near[0]);
        let words = |&(entry, near): &(usize, Near)| near.span.of(self.entries[entry].text());
        if near.len() == 1 || near[1..].iter().all(|n| same(words(n), words(&near[0]))) {
            return first;
        }
        let all: Vec<Finding> = near.iter().map(altered).collect();
        let named = |f: &&Finding| f.attribution.verdict == Verdict::Ok;
        if let Some(named) = all.iter().find(named) {
            return named.clone();
        }
        if self.unread {
            return Finding {
                remark: Some(Remark::Unread),
                ..self.finding(quotation, Outcome::Unchecked, None)
            };
        }
        let mut finding = self.finding(quotation, Outcome::Ambiguous, None);
        let mut places = all.iter().filter_map(|f| f.found);
        finding.found = places.next();
        finding.also = places.collect();
        finding.remark = Some(Remark::Alike);
        finding
    }

    /// A finding without differences; `place` is the entry and the passage.
    fn finding(
        &self,
        quotation: &Quotation,
        outcome: Outcome,
        place: Option<(usize, &Passage)>,
    ) -> Finding {
        Finding {
            quotation: quotation.clone(),
            outcome,
            found: place.map(|(entry, passage)| self.found(entry, passage)),
            also: Vec::new(),
            differences: Vec::new(),
            critical: Vec::new(),
            attribution: self.attribution(
                quotation,
                place.map(|(entry, passage)| (entry, passage.span)),
            ),
            remark: None,
        }
    }

    fn found(&self, entry: usize, passage: &Passage) -> Found {
        let entry = &self.entries[entry];
        Found {
            dossier: entry.dossier,
            article: entry.number,
            paragraph: entry.article.paragraph_at(passage.span.start),
            span: entry.whole_words(passage.span),
            form: entry.form(passage),
        }
    }

    /// Which of several places is meant: the one whose speaker is named; several that agree on the speaker are all the same to a reader, and
    /// so are those of a word or two.
    fn choose<'a>(&self, quotation: &Quotation, mut places: Vec<&'a Candidate>) -> Choice<'a> {
        if places.len() > 1 {
            let is_named = |c: &&Candidate| {
                let said = self.attribution(quotation, Some((c.entry, c.passage.span)));
                said.verdict == Verdict::Ok
            };
            let named: Vec<&Candidate> = places.iter().copied().filter(|&c| is_named(&c)).collect();
            if !named.is_empty() {
                places = named;
            }
        }
        if is_few(quotation) {
            places.sort_by_key(|c| self.entries[c.entry].form(&c.passage) != Form::Direct);
        }
        let (first, others) = (places[0], places[1..].to_vec());
        if others.is_empty() || is_few(quotation) || self.agree(quotation, &places) {
            return Choice::One(first, others);
        }
        Choice::Several(places)
    }

    /// Whether the words are the same source's at all places; or, each in an article of its own, too many to be there by chance.
    fn agree(&self, quotation: &Quotation, places: &[&Candidate]) -> bool {
        let apart = places.windows(2).all(|pair| pair[0].entry != pair[1].entry);
        let plain = (self.speaker(places[0])).is_some_and(|id| id != Codebook::ARTICLE);
        self.is_one_voice(places) && (plain || (apart && quotation.words > 4))
    }

    /// Whether the words at all `places` are the same one's, or nobody's.
    fn is_one_voice(&self, places: &[&Candidate]) -> bool {
        let mut voices = places.iter().map(|c| self.speaker(c));
        let first = voices.next();
        voices.all(|voice| first.as_ref() == Some(&voice))
    }

    /// Whose words a place is, if it is anybody's.
    fn speaker(&self, place: &Candidate) -> Option<String> {
        let speakers = self.speakers(place.entry, place.passage.span);
        speakers.into_iter().next()
    }

    fn standing(&self, quotation: &Quotation, one: &Candidate, others: &[&Candidate]) -> Finding {
        let passage = &one.passage;
        if let Some(instead) = self.instead(quotation, one) {
            return self.altered(quotation, one.entry, instead, Vec::new());
        }
        let shown = one.reading != Reading::Words
            || (passage.pieces.iter()).any(|p| matches!(p, Piece::Elision | Piece::Insertion(_)));
        let outcome = match (shown, one.exact) {
            (true, _) => Outcome::Shortened,
            (false, true) => Outcome::Verbatim,
            (false, false) => Outcome::Glyphs,
        };
        let mut finding = self.finding(quotation, outcome, Some((one.entry, passage)));
        finding.also = others
            .iter()
            .map(|c| self.found(c.entry, &c.passage))
            .collect();
        let said = &mut finding.attribution;
        if said.verdict == Verdict::Other
            && is_few(quotation)
            && !self.is_one_voice(&[&[one], others].concat())
        {
            // A word or two that several say are nobody's in particular.
            said.verdict = Verdict::Unknown;
        }
        if shown {
            self.weigh_omissions(&mut finding, one);
        }
        if finding.remark.is_none() && self.is_denied(quotation, one) {
            finding.remark = Some(Remark::Denied);
        }
        finding
    }

    /// Whether the article denies the words right before them, and the draft does not.
    fn is_denied(&self, quotation: &Quotation, one: &Candidate) -> bool {
        let article = self.entries[one.entry].article;
        let place = one.passage.span.start;
        let draft = &self.drafts[quotation.draft].text;
        is_denied_before(&article.text, place, article.language())
            && !is_denied_before(draft, quotation.outer.start, article.language())
    }

    /// The words of the article that a bracket at the end of the quotation says otherwise, with those that stand there.
    fn instead(&self, quotation: &Quotation, one: &Candidate) -> Option<Span> {
        let article = self.entries[one.entry].article;
        let written = quotation.text(&self.drafts[quotation.draft]);
        let (place, language) = (one.passage.span, article.language());
        replaced::instead(&written, &article.text, place, language)
    }

    /// Says of words left out or put in openly whether they turn the sense.
    fn weigh_omissions(&self, finding: &mut Finding, one: &Candidate) {
        let text = self.entries[one.entry].text();
        let language = self.entries[one.entry].article.language();
        let turned = one.passage.turned(text, language);
        let mut critical = turned.critical;
        let draft = &self.drafts[finding.quotation.draft];
        let written = finding.quotation.text(draft);
        let quoted = without_brackets(&written);
        let changes = change::diff(&quoted, text, one.passage.span, language);
        if one.reading == Reading::Replaced {
            critical.extend(replaced::inside(&changes, text, language));
        }
        critical.extend(replaced::beside(&written, text, one.passage.span, language));
        critical.sort_unstable();
        critical.dedup();
        if turned.is_spliced || !critical.is_empty() {
            finding.remark = Some(Remark::Sense);
        }
        finding.critical = critical;
        finding.differences = differences(&quoted, text, changes);
    }

    fn ambiguous(&self, quotation: &Quotation, places: &[&Candidate]) -> Finding {
        let mut finding = self.finding(quotation, Outcome::Ambiguous, None);
        let mut all = places.iter().map(|c| self.found(c.entry, &c.passage));
        finding.found = all.next();
        finding.also = all.collect();
        finding
    }

    /// Words that are not there, and the nearest that are.
    fn altered(
        &self,
        quotation: &Quotation,
        entry: usize,
        span: Span,
        also: Vec<Found>,
    ) -> Finding {
        let span = self.entries[entry].whole_words(span);
        let passage = Passage {
            span,
            pieces: vec![Piece::Words(span)],
        };
        let mut finding = self.finding(quotation, Outcome::Altered, Some((entry, &passage)));
        let quoted = without_brackets(&quotation.text(&self.drafts[quotation.draft]));
        let text = self.entries[entry].text();
        let changes = change::diff(&quoted, text, span, self.entries[entry].article.language());
        finding.critical = change::critical(&changes);
        finding.also = also;
        let is_silent = |gap| self.entries[entry].is_silent(gap);
        finding.remark = remark((&quoted, text), span, &changes, is_silent);
        finding.differences = differences(&quoted, text, changes);
        if finding.remark == Some(Remark::Uninterrupted) {
            finding.outcome = Outcome::Shortened;
        }
        if matches!(finding.remark, Some(Remark::Uninterrupted | Remark::Blanks)) {
            finding.critical.clear();
            for difference in &mut finding.differences {
                difference.critical.clear();
            }
        }
        let written = quotation.text(&self.drafts[quotation.draft]);
        if written.contains(TURN) && same(plain_turn(&written), plain_turn(span.of(text))) {
            (finding.outcome, finding.remark) = (Outcome::Glyphs, None);
            finding.differences.clear();
        }
        let one_voice = finding
            .found
            .is_some_and(|found| found.form == Form::Direct);
        if runs_on(&quoted, span.of(text), one_voice) {
            (finding.outcome, finding.remark) = (Outcome::Glyphs, None);
            finding.differences.clear();
        }
        finding
    }
}

/// Whether `quoted` is `printed` but for paragraphs that run on, without the marks that open each of them again where they are `one_voice`.
fn runs_on(quoted: &str, printed: &str, one_voice: bool) -> bool {
    let line = |line: &str| {
        let line = line.trim_start();
        let shown = if one_voice {
            line.trim_start_matches(is_mark)
        } else {
            line
        };
        shown.to_owned()
    };
    let lines: Vec<String> = printed.lines().map(line).collect();
    let quoted = quoted.trim_end_matches([',', '.']);
    lines.len() > 1 && same(quoted, lines.join("\n").trim_end_matches([',', '.']))
}

/// What begins another one's turn in a transcript, and is no sign of a draft's own.
const TURN: &str = ">>";

/// `words` without the sign of a turn at the beginning and a stop at the end.
fn plain_turn(words: &str) -> &str {
    let words = words.trim_start_matches(TURN).trim();
    words.trim_end_matches([',', '.'])
}

/// `words` without the brackets of what was put in.
fn without_brackets(words: &str) -> String {
    words.replace(['[', ']'], "")
}

fn differences(quoted: &str, text: &str, changes: Vec<Change>) -> Vec<Difference> {
    (changes.into_iter())
        .map(|c| Difference {
            kind: c.kind,
            draft: c.pattern.of(quoted).to_owned(),
            article: c.article.of(text).to_owned(),
            omitted: c.kind == change::Kind::Insert && shows_omission(&quoted[c.pattern.end..]),
            critical: c.critical,
        })
        .collect()
}

/// Whether the draft goes on with the sign of an omission before its next word.
fn shows_omission(rest: &str) -> bool {
    let sign = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
    rest[..sign].contains("..") || rest[..sign].contains('…')
}
