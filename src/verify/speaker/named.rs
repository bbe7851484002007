//! Who is named for a quotation: in its sentence, or in the one before.
use super::{
    super::{quotation::Around, read::Draft},
    acting::trailing,
    cast::{Cast, Person, Stretch, Who},
    lists::{HANGING, JOINING, PERSONS, REPORTING, WHAT, WRITING, listed},
    quoting::quoted,
    subject::{Subject, is_saying, subject},
    unsaid::{claimants, distance, is_received, nearest, right_before, takes_over},
};
use crate::{
    attribution::{self, words_of},
    text::{Span, fold::is_mark},
};

/// Whom a draft names as the speaker of a quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::verify) struct Voice {
    /// Who is named, and where.
    pub(in crate::verify) who: Option<(Who, Span)>,
    /// Whether a verb of saying says so, or only nearness.
    pub(in crate::verify) says: bool,
    /// What the verb says that they do, where it is a verb, and no sign: Brook said, but not Brook: or — Brook.
    pub(in crate::verify) verb: Option<Verb>,
    /// The numbers of other sources that may be meant as well.
    pub(in crate::verify) others: Vec<usize>,
    /// The numbers of the sources that are said to say it together with them.
    pub(in crate::verify) with: Vec<usize>,
}

impl Voice {
    /// Whether they are said to write, as those who report are.
    pub(in crate::verify) const fn writes(&self) -> bool {
        matches!(self.verb, Some(Verb::Writes | Verb::Reports))
    }
}

/// What somebody does who is named as the speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::verify) enum Verb {
    /// They say it.
    Says,
    /// They write, as of those who report.
    Writes,
    /// They pass on what others say.
    Reports,
}

/// What a sentence says of who speaks.
enum Here {
    /// One who is named.
    Named(Voice),
    /// Somebody who is not.
    Somebody,
    /// Somebody named before, or nobody.
    Nobody,
}

/// A verb of saying.
struct Saying {
    /// Whether the quotation does not hang on it: it stands beside it, or in another clause.
    apart: bool,
    /// Bytes to the quotation.
    far: usize,
    stretch: usize,
    verb: usize,
    subject: Subject,
}

impl Cast {
    /// Who is named in the sentence around a quotation, or else in the one before; across the end of a paragraph only where
    /// the sentence takes up somebody named before. `at` is the quotation.
    pub(in crate::verify) fn named(
        &self,
        draft: &Draft,
        around: &Around,
        at: Span,
    ) -> Option<Voice> {
        let own = self.stretches(draft, &around.sentence);
        if own.iter().any(|s| is_another_subject(s, at)) {
            return None;
        }
        match named_in(&own, at) {
            Here::Named(voice) => return Some(self.taken_up(draft, around, voice)),
            Here::Somebody => return None,
            Here::Nobody => {}
        }
        let mut numbers = own
            .iter()
            .flat_map(|s| (0..s.words.len()).map(move |n| (s, n)));
        let says = numbers.clone().any(|(s, n)| is_saying(s, n));
        let refers = says || numbers.any(|(s, n)| listed(PERSONS, s.word(n)));
        let is_empty = own.iter().all(|s| s.words.is_empty());
        let last = around.before.last().map_or("", |s| s.of(&draft.text));
        let leads_up = is_empty && last.trim_end().ends_with(':');
        if !around.leads && !refers && !leads_up {
            return None;
        }
        let Here::Named(named) = named_in(&self.stretches(draft, &around.before), at) else {
            return None;
        };
        let alone = around.row && self.is_a_name(draft, &around.before);
        let voice = Voice {
            says: says || alone || (named.says && (refers || is_empty)),
            ..named
        };
        Some(if says && !around.row {
            self.doubted(draft, around, voice)
        } else if voice.says {
            voice
        } else {
            self.with_others(draft, &around.before, voice)
        })
    }

    /// Who speaks in the stretches beside words at `at` of `text`, where a verb of saying tells.
    pub(in crate::verify) fn speaker_beside(
        &self,
        text: &str,
        stretches: &[Span],
        at: Span,
    ) -> Option<Voice> {
        let stretch = |&span| self.stretch(text, span);
        let stretches: Vec<Stretch> = stretches.iter().map(stretch).collect();
        match named_in(&stretches, at) {
            Here::Named(voice) => Some(voice).filter(|voice| voice.says),
            Here::Somebody | Here::Nobody => None,
        }
    }

    /// Whether one of `stretches` holds nothing but a name.
    fn is_a_name(&self, draft: &Draft, stretches: &[Span]) -> bool {
        stretches.iter().any(|&stretch| {
            let stretch = self.stretch(&draft.text, stretch);
            let all = stretch.words.len();
            stretch.people.iter().any(|p| p.from == 0 && p.to == all)
        })
    }

    /// Whether the sentence around a quotation names a source.
    pub(in crate::verify) fn is_named_beside(&self, draft: &Draft, around: &Around) -> bool {
        (around.sentence.iter()).any(|&s| !self.mentions(&words_of(&draft.text, s)).is_empty())
    }

    /// `voice` of a sentence in which a pronoun speaks that somebody before may be as well.
    fn taken_up(&self, draft: &Draft, around: &Around, voice: Voice) -> Voice {
        if voice.says {
            voice
        } else {
            self.with_others(draft, &around.sentence, voice)
        }
    }

    /// `voice`, which a pronoun takes up, with everybody else who may be meant.
    fn doubted(&self, draft: &Draft, around: &Around, voice: Voice) -> Voice {
        let voice = self.with_others(draft, &around.before, voice);
        self.with_others(draft, &around.earlier, voice)
    }

    /// `voice`, where others who are named in `stretches` may be meant, and not only spoken of.
    fn with_others(&self, draft: &Draft, stretches: &[Span], mut voice: Voice) -> Voice {
        for stretch in self.stretches(draft, stretches) {
            let others = stretch.people.iter().filter(|p| !stretch.is_object(p));
            voice.others.extend(others.filter_map(Person::source));
        }
        voice
    }

    fn stretches<'a>(&self, draft: &'a Draft, spans: &[Span]) -> Vec<Stretch<'a>> {
        let stretch = |&span| self.stretch(&draft.text, span);
        spans.iter().map(stretch).collect()
    }
}

/// Who is named in `stretches`, and whose claim it may be.
fn named_in(stretches: &[Stretch<'_>], at: Span) -> Here {
    let mut here = found_in(stretches, at);
    if let Here::Named(voice) = &mut here {
        let claimants = stretches.iter().flat_map(|s| claimants(s, at));
        voice.others.extend(claimants);
    }
    here
}

fn found_in(stretches: &[Stretch<'_>], at: Span) -> Here {
    let mut sayings: Vec<Saying> = Vec::new();
    for (number, stretch) in stretches.iter().enumerate() {
        sayings.extend(sayings_of(number, stretch, at));
    }
    if let Some(person) = (stretches.iter()).find_map(|s| takes_over(s, at)) {
        return Here::Named(person);
    }
    if let Some(person) = (stretches.iter()).find_map(|s| right_before(s, at)) {
        return Here::Named(person);
    }
    if stretches.iter().any(|s| is_received(s, at)) {
        return Here::Somebody;
    }
    sayings.sort_by_key(|saying| (saying.apart, saying.far));
    if let Some(saying) = sayings.first()
        && is_aside(&stretches[saying.stretch], saying)
        && sayings.iter().any(|other| speaks_around(other, saying))
    {
        sayings.remove(0);
    }
    if let Some(saying) = sayings.first() {
        let named = (sayings.iter()).find_map(|s| match s.subject {
            Subject::Person(person) => Some((s, person)),
            _ => None,
        });
        match (saying.subject, named) {
            (Subject::Somebody, _) => {
                return owner(&stretches[saying.stretch], saying.verb)
                    .map_or(Here::Somebody, Here::Named);
            }
            // Nobody knows whether `he` is the stranger who was spoken of.
            (Subject::Pronoun, Some((_, person))) if matches!(person.who, Who::Stranger(_)) => {
                return Here::Somebody;
            }
            (_, Some((saying, person))) => {
                let mut voice = said(&stretches[saying.stretch], &person, saying.verb);
                voice.others = passed_on(&stretches[saying.stretch], &sayings, saying);
                voice.with = stretches[saying.stretch].joined_with(&person);
                voice.others.extend(&voice.with);
                voice.others.extend(taken_for(stretches, &sayings[0]));
                return Here::Named(with_quoted(stretches, voice));
            }
            (_, None) => {}
        }
    }
    let pronoun = (sayings.first()).map(|s| stretches[s.stretch].words[s.verb].span);
    nearest(stretches, at, pronoun).map_or(Here::Nobody, Here::Named)
}

/// The sources that a pronoun as the subject of `saying` may stand for: Brook asked Dunn, and he answered.
fn taken_for(stretches: &[Stretch<'_>], saying: &Saying) -> Vec<usize> {
    let people = stretches[saying.stretch].people.iter();
    let is_pronoun = matches!(saying.subject, Subject::Pronoun);
    let before = people.filter(|p| is_pronoun && p.to <= saying.verb);
    before.filter_map(Person::source).collect()
}

/// The verbs of saying in a stretch that have a subject.
fn sayings_of(number: usize, stretch: &Stretch<'_>, at: Span) -> Vec<Saying> {
    let begins = |list| stretch.span.start == at.end && listed(list, stretch.word(0));
    // “...”, and Dunn said: that is another saying. “...”, as Dunn said: that is this one.
    let (goes_on, hangs) = (begins(JOINING), begins(HANGING));
    if goes_on {
        return Vec::new();
    }
    // Dunn wrote at 3 a.m. Brook shot back “...”: what stands before a stop and another name is another sentence.
    let is_over = |verb: usize| {
        let begins = |p: &Person| {
            let last = p.from.saturating_sub(1);
            p.from > verb + 1
                && stretch.between(last, p.from).starts_with('.')
                && !stretch.words[last].capital
        };
        stretch.people.iter().any(begins)
    };
    let saying = |verb: usize| {
        let word = stretch.word(verb).to_lowercase();
        let subject = if stretch.is_label(verb)
            || (stretch.words[verb].span.end <= at.start && is_over(verb))
        {
            return None;
        } else if attribution::is_quoting(&word) {
            quoted(stretch, verb)
        } else if attribution::is_trailing(&word) {
            trailing(stretch, verb)?
        } else if is_saying(stretch, verb) {
            subject(stretch, verb)?
        } else {
            return None;
        };
        let place = stretch.words[verb].span;
        // Brook demands “...”, and what comes behind it is another saying.
        let governs =
            place.end <= at.start && !stretch.text[place.end..at.start].contains([',', ';', '(']);
        Some(Saying {
            apart: !hangs && !governs,
            far: if hangs { 0 } else { distance(place, at) },
            stretch: number,
            verb,
            subject,
        })
    };
    (0..stretch.words.len()).filter_map(saying).collect()
}

/// Whether a saying stands between commas and is of somebody who passes words on: Brook says, as the paper reports, that.
fn is_aside(stretch: &Stretch<'_>, saying: &Saying) -> bool {
    /// Words of such a saying before its verb, and behind it.
    const LONG: usize = 6;
    let unclear = match saying.subject {
        Subject::Somebody => true,
        Subject::Person(person) => person.who == Who::Stranger(false),
        Subject::Pronoun => false,
    };
    let (verb, last) = (saying.verb, stretch.words.len().saturating_sub(1));
    unclear
        && (1..last).contains(&verb)
        && stretch.commas(verb.saturating_sub(LONG), verb) > 0
        && stretch.commas(verb, last.min(verb + LONG)) > 0
}

/// Whether `other` is of a person and begun before `saying` in the same stretch.
fn speaks_around(other: &Saying, saying: &Saying) -> bool {
    let person =
        matches!(other.subject, Subject::Person(person) if person.who != Who::Stranger(false));
    person && other.stretch == saying.stretch && other.verb < saying.verb
}

fn said(stretch: &Stretch<'_>, person: &Person, verb: usize) -> Voice {
    let word = stretch.word(verb);
    let verb = match () {
        () if listed(REPORTING, word) => Verb::Reports,
        () if listed(WRITING, word) => Verb::Writes,
        () => Verb::Says,
    };
    Voice {
        who: Some((person.who, stretch.place(person))),
        says: true,
        verb: Some(verb),
        ..Voice::default()
    }
}

/// The sources that may speak as well as the subject of `saying`: Brook said, Dunn reports, that; Brook repeated what Dunn feared; Brook told
/// Dunn, and Dunn told Poe; Brook fears Dunn means it; wie Brook Dunn sagte.
fn passed_on(stretch: &Stretch<'_>, all: &[Saying], saying: &Saying) -> Vec<usize> {
    let verb = saying.verb;
    let Subject::Person(person) = saying.subject else {
        return Vec::new();
    };
    let inserted = verb + 1 < stretch.words.len() && stretch.commas(verb, verb + 1) > 0;
    let what = listed(WHAT, stretch.before(person.from));
    let told = |other: &Saying| {
        let hears = |p: &Person| p.who == person.who && p.from == other.verb + 1;
        other.verb < verb && stretch.people.iter().any(hears)
    };
    let speaks =
        |other: &&Saying| other.stretch == saying.stretch && (inserted || what || told(other));
    let speaker = |other: &Saying| match other.subject {
        Subject::Person(person) => person.source(),
        _ => None,
    };
    let thinks = attribution::is_thinking(stretch.word(verb));
    let german = attribution::is_german(&stretch.words);
    let beside = |p: &&Person| {
        let behind = thinks && p.from > verb;
        let before = german && p.to == person.from && stretch.between(p.to - 1, p.to) == " ";
        behind || before
    };
    let beside = stretch.people.iter().filter(beside);
    let speakers = all.iter().filter(speaks).filter_map(speaker);
    speakers.chain(beside.filter_map(Person::source)).collect()
}

/// `voice` with whom the sentence says to be quoted.
fn with_quoted(stretches: &[Stretch<'_>], mut voice: Voice) -> Voice {
    for stretch in stretches {
        let verbs = (0..stretch.words.len())
            .filter(|&n| attribution::is_quoting(&stretch.word(n).to_lowercase()));
        for verb in verbs {
            if let Subject::Person(Person {
                who: Who::Source(source),
                ..
            }) = quoted(stretch, verb)
            {
                voice.others.push(source);
            }
        }
    }
    voice
}

/// Whose somebody before or behind the verb is: said Brook’s office.
fn owner(stretch: &Stretch<'_>, verb: usize) -> Option<Voice> {
    /// Words of which such a subject has, at most.
    const OWNED: usize = 4;
    let near = |p: &&Person| {
        let behind = p.from > verb && p.from - verb <= 2;
        p.possessive && (behind || (p.to <= verb && verb - p.to <= OWNED))
    };
    let end = |p: &Person| if p.to <= verb { verb } else { p.to + OWNED };
    let owns = |p: &&Person| near(p) && !stretch.has_somebody(p) && stretch.has_words(p, end(p));
    let person = stretch.people.iter().find(owns)?;
    let known = matches!(person.who, Who::Source(_));
    known.then(|| Voice {
        who: Some((person.who, stretch.place(person))),
        ..Voice::default()
    })
}

/// Whether another subject without a verb stands right before the quotation at `at` and behind another one: Brook says they “must sell” and Dunn
/// “must pay”. Nobody can say who speaks.
fn is_another_subject(stretch: &Stretch<'_>, at: Span) -> bool {
    let all = stretch.words.len();
    let head = stretch.span.of(stretch.text);
    let follows =
        stretch.text[..stretch.span.start].ends_with(is_mark) || head.starts_with(is_mark);
    let between = follows
        && !head.trim_end().ends_with(':')
        && stretch.span.end <= at.start
        && stretch.text[stretch.span.end..at.start].trim().is_empty();
    let last = stretch
        .people
        .last()
        .filter(|p| p.to == all || p.possessive && p.to + 1 == all);
    between
        && last.is_some_and(|p| p.from <= 1 && (p.from == 0 || listed(JOINING, stretch.word(0))))
}
