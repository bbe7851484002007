//! The words that attribution is read from, by language: `assets/lang/attribution/`.
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::{collections::HashMap, sync::LazyLock};

/// The languages there is a list for: a new one is a file and a line here.
const LISTS: &[(&str, &str)] = &[
    ("de", include_str!("../../assets/lang/attribution/de.toml")),
    ("en", include_str!("../../assets/lang/attribution/en.toml")),
];

static LANGUAGES: LazyLock<HashMap<&'static str, Language>> = LazyLock::new(|| {
    let read = |&(lang, list): &(&'static str, &str)| {
        let lists: Lists = toml::from_str(list).expect("a test reads this very file");
        (lang, Language::from(lists))
    };
    LISTS.iter().map(read).collect()
});

/// The words of language `lang` (BCP 47); of English where none is given.
pub(super) fn of(lang: Option<&str>) -> Option<&'static Language> {
    let lang = lang.unwrap_or("en").split(['-', '_']).next().unwrap_or("");
    LANGUAGES.get(lang.to_lowercase().as_str())
}

/// Every language there is a list for.
pub(super) fn of_all() -> impl Iterator<Item = &'static Language> {
    LANGUAGES.values()
}

/// A list file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    grammar: Grammar,
    cues: Cues,
    words: HashMap<String, Vec<String>>,
}

/// How a language builds its sentences.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Grammar {
    adverb_endings: Vec<String>,
    /// A clause stands behind a comma, and the subject may stand behind the verb: `Am Montag sagte sie, dass`.
    pub(super) comma_before_clause: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Cues {
    verbs: Vec<String>,
    nouns: Vec<String>,
    adjectives: Vec<String>,
    according: Vec<Vec<String>>,
    according_behind: Vec<String>,
}

/// Everything known of a language.
pub(super) struct Language {
    pub(super) grammar: Grammar,
    entries: FxHashMap<String, Entry>,
    takes: Vec<Takes>,
    pub(super) according: Vec<Vec<String>>,
}

/// What may follow a cue, or how it may stand; the words of the list files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    Clause,
    That,
    Question,
    Infinitive,
    Whom,
    Thing,
    Name,
    Small,
    Stand,
    Noun,
    Doer,
    As,
    Quote,
    Aside,
}

const AFTER: [(&str, After); 14] = [
    ("clause", After::Clause),
    ("that", After::That),
    ("wh", After::Question),
    ("to", After::Infinitive),
    ("whom", After::Whom),
    ("thing", After::Thing),
    ("name", After::Name),
    ("small", After::Small),
    ("stand", After::Stand),
    ("noun", After::Noun),
    ("as", After::As),
    ("doer", After::Doer),
    ("quote", After::Quote),
    ("aside", After::Aside),
];

/// All that may follow a cue.
#[derive(Debug, Default)]
pub(super) struct Takes {
    kinds: u16,
    /// The words that must follow.
    pub(super) particle: Vec<String>,
    /// Prepositions that may begin the content.
    pub(super) prepositions: Vec<String>,
    /// What may follow where none of this does.
    pub(super) otherwise: Option<Box<Takes>>,
}

impl Takes {
    pub(super) const fn may(&self, after: After) -> bool {
        self.kinds & (1 << after as u16) != 0
    }

    /// This, and what may follow otherwise, in the order of the list.
    pub(super) fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |takes| takes.otherwise.as_deref())
    }
}

/// How a cue verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The infinitive; in English the present of `they` too.
    Base,
    /// Any other form with a subject; may be the participle too.
    Finite,
    /// Only a participle.
    Participle,
    /// A form in -ing.
    Gerund,
}

/// What one printed word may be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    classes: u64,
    /// As a cue verb: its number and how it stands.
    pub(super) verb: Option<(u16, Shape)>,
    pub(super) noun: Option<u16>,
    pub(super) adjective: Option<u16>,
}

/// A class of words; the names are the keys of `[words]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Determiner,
    Possessive,
    Pronoun,
    Person,
    Several,
    Object,
    Preposition,
    To,
    By,
    Setting,
    People,
    Crowd,
    As,
    That,
    Question,
    Relative,
    Subordinator,
    Contrast,
    Coordinator,
    Auxiliary,
    Be,
    Have,
    Negation,
    Adverb,
    Time,
    Medium,
    Unnamed,
    Work,
    Abbreviation,
    /// A verb with a subject that attributes nothing: won, needs.
    Event,
    /// What somebody has of something: in her view.
    View,
    /// Stands before who gives it: a warning from Lee.
    Giver,
    /// What is no statement where it is refused: declined to comment.
    Silence,
    /// Adds when or where: the winter of 1987, when.
    When,
    /// Stands before a subject and a form in -ing: with Lee saying.
    Along,
    /// Goes with a verb and changes what it means: backed down.
    Particle,
    /// A content by itself: said no.
    Answer,
    /// Judges what stands before it: called the claims false.
    Judgment,
    /// What a source asks not to be: named.
    Anonymous,
    /// Stands behind the time of day: p.m.
    Hour,
    /// Begins a noun phrase wherever it stands: the.
    Article,
    /// Stands for something that is told of: something he admits.
    Thing,
    /// A survey, or who makes one.
    Survey,
    /// How somebody stands in a survey: put Lee ahead.
    Standing,
    /// What kind of text follows a colon: Analysis.
    Rubric,
    /// Ends like an adverb and is none.
    Plain,
    /// Begins a source: `according`.
    According,
    /// Ends one: `zufolge`.
    AccordingBehind,
}

const CLASSES: [(&str, Class); 46] = [
    ("determiners", Class::Determiner),
    ("possessives", Class::Possessive),
    ("pronouns", Class::Pronoun),
    ("persons", Class::Person),
    ("several", Class::Several),
    ("objects", Class::Object),
    ("prepositions", Class::Preposition),
    ("to", Class::To),
    ("by", Class::By),
    ("settings", Class::Setting),
    ("people", Class::People),
    ("crowds", Class::Crowd),
    ("as", Class::As),
    ("that", Class::That),
    ("questions", Class::Question),
    ("relatives", Class::Relative),
    ("subordinators", Class::Subordinator),
    ("contrasts", Class::Contrast),
    ("coordinators", Class::Coordinator),
    ("auxiliaries", Class::Auxiliary),
    ("be", Class::Be),
    ("have", Class::Have),
    ("negations", Class::Negation),
    ("adverbs", Class::Adverb),
    ("times", Class::Time),
    ("media", Class::Medium),
    ("unnamed", Class::Unnamed),
    ("works", Class::Work),
    ("abbreviations", Class::Abbreviation),
    ("events", Class::Event),
    ("views", Class::View),
    ("givers", Class::Giver),
    ("silences", Class::Silence),
    ("plain", Class::Plain),
    ("alongs", Class::Along),
    ("particles", Class::Particle),
    ("whens", Class::When),
    ("answers", Class::Answer),
    ("judgments", Class::Judgment),
    ("surveys", Class::Survey),
    ("things", Class::Thing),
    ("anonymous", Class::Anonymous),
    ("hours", Class::Hour),
    ("articles", Class::Article),
    ("standings", Class::Standing),
    ("rubrics", Class::Rubric),
];

impl Entry {
    pub(super) const fn is(self, class: Class) -> bool {
        self.classes & (1 << class as u64) != 0
    }

    /// The same for a word that is no cue where it stands.
    pub(super) const fn without_cue(mut self) -> Self {
        self.verb = None;
        self.adjective = None;
        self
    }

    /// The same for a word that helps no verb where it stands.
    pub(super) const fn without_help(mut self) -> Self {
        self.classes &= !(1 << Class::Auxiliary as u64);
        self
    }

    /// Whether nothing is known of the word: a name, or a plain noun.
    pub(super) const fn is_unknown(self) -> bool {
        self.classes == 0 && self.verb.is_none() && self.noun.is_none() && self.adjective.is_none()
    }

    const fn add(&mut self, class: Class) {
        self.classes |= 1 << class as u64;
    }
}

impl From<Lists> for Language {
    fn from(lists: Lists) -> Self {
        let mut language = Self {
            grammar: lists.grammar,
            entries: FxHashMap::default(),
            takes: Vec::new(),
            according: lists.cues.according,
        };
        for (key, words) in &lists.words {
            language.add_class(key, words);
        }
        for words in language.according.clone() {
            if let Some(first) = words.first() {
                language.entry(first).add(Class::According);
            }
        }
        for word in &lists.cues.according_behind {
            language.entry(word).add(Class::AccordingBehind);
        }
        for line in &lists.cues.verbs {
            language.add_verb(line);
        }
        for line in &lists.cues.nouns {
            let (number, forms) = language.cue(line);
            for word in forms {
                language.entry(&word.to_lowercase()).noun = Some(number);
            }
        }
        for line in &lists.cues.adjectives {
            let (number, forms) = language.cue(line);
            for word in forms {
                language.entry(word).adjective = Some(number);
            }
        }
        language
    }
}

impl Language {
    /// What the word `small`, in small letters, may be.
    pub(super) fn look_up(&self, small: &str) -> Entry {
        if let Some(entry) = self.entries.get(small) {
            return *entry;
        }
        let mut entry = Entry::default();
        let ending = |ending: &String| small.len() > ending.len() + 2 && small.ends_with(ending);
        if self.grammar.adverb_endings.iter().any(ending) {
            entry.add(Class::Adverb);
        }
        entry
    }

    /// The verbs with a subject that may stand beside a quotation, in all their forms.
    pub(super) fn verbs_beside_quotations(&self) -> impl Iterator<Item = &str> {
        let beside = |number: u16| {
            let mut all = self.takes(number).all();
            all.any(|t| t.particle.is_empty() && (t.may(After::Aside) || t.may(After::Quote)))
        };
        let forms = self.entries.iter().filter(move |(_, entry)| {
            let finite =
                |(number, shape)| matches!(shape, Shape::Base | Shape::Finite) && beside(number);
            entry.verb.is_some_and(finite)
        });
        forms.map(|(word, _)| word.as_str())
    }

    /// What may follow the cue with `number`.
    pub(super) fn takes(&self, number: u16) -> &Takes {
        &self.takes[usize::from(number)]
    }

    /// Puts `words` into the class that the list names `key`.
    fn add_class(&mut self, key: &str, words: &[String]) {
        let class = CLASSES.iter().find(|(name, _)| *name == key);
        for word in words {
            if let Some((_, class)) = class {
                self.entry(word).add(*class);
            }
        }
    }

    /// Reads a verb in all its forms, the infinitive first.
    fn add_verb(&mut self, line: &str) {
        let (number, forms) = self.cue(line);
        for (n, form) in forms.iter().enumerate() {
            let (word, shape) = match form.split_at_checked(1) {
                Some(("-", word)) => (word, Shape::Gerund),
                Some(("+", word)) => (word, Shape::Participle),
                _ if n == 0 => (*form, Shape::Base),
                _ => (*form, Shape::Finite),
            };
            self.entry(word).verb.get_or_insert((number, shape));
        }
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        self.entries.entry(word.to_owned()).or_default()
    }

    /// Reads `say says said -saying: clause aside`.
    fn cue<'l>(&mut self, line: &'l str) -> (u16, Vec<&'l str>) {
        let (forms, after) = line.split_once(": ").unwrap_or((line, ""));
        let number = u16::try_from(self.takes.len()).unwrap_or(0);
        self.takes.push(Takes::from(after));
        (number, forms.split(' ').collect())
    }
}

impl From<&str> for Takes {
    fn from(words: &str) -> Self {
        let (words, otherwise) = words.split_once(" | ").unwrap_or((words, ""));
        let mut takes = Self::default();
        if !otherwise.is_empty() {
            takes.otherwise = Some(Box::new(Self::from(otherwise)));
        }
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            let known = AFTER.iter().find(|(name, _)| *name == word);
            match (known, word.strip_prefix('+')) {
                (Some(&(_, after)), _) => takes.kinds |= 1 << after as u16,
                (None, Some(particle)) => {
                    takes.particle = particle.split('_').map(str::to_owned).collect();
                }
                (None, None) => {
                    let plain = word.strip_prefix('=').unwrap_or(word);
                    takes.prepositions.push(plain.to_owned());
                }
            }
        }
        takes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        for (lang, list) in LISTS {
            let lists: Lists = toml::from_str(list).expect(lang);
            for key in lists.words.keys() {
                assert!(CLASSES.iter().any(|(name, _)| name == key), "{lang}: {key}");
            }
        }
    }

    #[test]
    fn a_verb_is_known_in_all_its_forms() {
        let english = of(Some("en-GB")).expect("English is there");
        let shape = |word: &str| english.look_up(word).verb.map(|(_, shape)| shape);
        assert_eq!(shape("say"), Some(Shape::Base));
        assert_eq!(shape("said"), Some(Shape::Finite));
        assert_eq!(shape("saying"), Some(Shape::Gerund));
        assert_eq!(shape("written"), Some(Shape::Participle));
        assert_eq!(shape("table"), None);
    }
}
