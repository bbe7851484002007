//! The closed vocabularies of format.md section 3: every word a field may hold, once.
use crate::text::counted;

macro_rules! terms {
    ($($(#[doc = $doc:literal])+ $name:ident { $($variant:ident $word:literal $gloss:literal),* $(,)? })*) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $gloss] $variant,)* }

        impl $name {
            /// Every word, in the order of the format.
            pub const WORDS: &[&str] = &[$($word),*];

            /// The word in the file.
            #[must_use]
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word),* } }

            /// What it means, in a few words.
            #[must_use]
            pub const fn gloss(self) -> &'static str { match self { $(Self::$variant => $gloss),* } }
        }

        impl std::str::FromStr for $name {
            type Err = ();
            fn from_str(word: &str) -> Result<Self, ()> {
                match word { $($word => Ok(Self::$variant),)* _ => Err(()) }
            }
        }
    )* };
}

#[rustfmt::skip]
terms! {
    /// How a quote gives its source's words.
    Form {
        Direct "direct" "verbatim", Mixed "mixed" "part-quoted", Indirect "indirect" "paraphrase",
        Summary "summary" "speech act only", Label "label" "label",
    }
    /// What a reporting verb does (speech act).
    Act {
        State "state" "states", Demand "demand" "demands", Offer "offer" "offers", Concede "concede" "concedes",
        Object "object" "objects", Reject "reject" "rejects", Warn "warn" "warns", Threaten "threaten" "threatens",
        Promise "promise" "promises", Deny "deny" "denies", Describe "describe" "describes", Interpret "interpret" "interprets",
    }
    /// How certain the source presents the content (`FactBank`).
    Modality {
        Asserted "asserted" "asserted", Probable "probable" "probable", Possible "possible" "possible",
        Conditional "conditional" "conditional", Unknown "unknown" "unknown",
    }
    /// Something known or not.
    Known { Yes "yes" "yes", No "no" "no", Unknown "unknown" "not known" }
    /// How far an attribution reaches.
    Scope { Unclear "unclear" "reach of the attribution unclear" }
    /// Where a dossier or a record stands in its making.
    Status { Draft "draft" "draft", Reviewed "reviewed" "reviewed", Final "final" "final" }
    /// The scale of likelihood words.
    Scale { Phia "phia" "PHIA probability yardstick", Icd203 "icd203" "ICD 203" }
    /// What a party is.
    PartyKind { State "state" "state", Io "io" "international organisation", Group "group" "group" }
    /// What a source is.
    SourceKind {
        Person "person" "person", Group "group" "group, no speaker named", Document "document" "document",
        Leak "leak" "leak", Spokesperson "spokesperson" "spokesperson",
    }
    /// Admiralty reliability of a source.
    Reliability {
        A "A" "completely reliable", B "B" "usually reliable", C "C" "fairly reliable", D "D" "not usually reliable",
        E "E" "unreliable", F "F" "reliability cannot be judged",
    }
    /// What an article is.
    ArticleKind {
        News "news" "news", Analysis "analysis" "analysis", Opinion "opinion" "opinion",
        Document "document" "document", Transcript "transcript" "transcript",
    }
    /// What a claim is about.
    ClaimKind {
        Fact "fact" "fact", Number "number" "number", Quote "quote" "quotation", Assessment "assessment" "assessment",
        Motive "motive" "motive", Outlook "outlook" "outlook",
    }
    /// What checking a claim came to.
    Verdict {
        Unchecked "unchecked" "not checked yet", Supported "supported" "supported", Refuted "refuted" "refuted",
        Mixed "mixed" "mixed", Unresolved "unresolved" "unresolved", NotCheckable "not-checkable" "cannot be checked",
    }
    /// A position relative to the proposition.
    Stance {
        For "for" "for", Against "against" "against", Conditional "conditional" "conditional",
        Split "split" "split", Evasive "evasive" "evasive", Unclear "unclear" "unclear",
    }
    /// What a position is.
    PositionKind {
        Demand "demand" "demand", Offer "offer" "offer", RedLine "red-line" "red line", Condition "condition" "condition",
        Objection "objection" "objection", Preference "preference" "preference", Commitment "commitment" "commitment",
        Concession "concession" "concession",
    }
    /// Whether a position still stands.
    PositionStatus {
        Current "current" "current", Superseded "superseded" "superseded", Withdrawn "withdrawn" "withdrawn",
        Disputed "disputed" "disputed",
    }
    /// What changed in a shift.
    ShiftKind {
        NewText "new-text" "new text", Concession "concession" "concession", Hardening "hardening" "hardening",
        Retreat "retreat" "retreat", Commitment "commitment" "commitment", Threat "threat" "threat",
        NewFormat "new-format" "new format", Wording "wording" "wording", Correction "correction" "correction of the reporting",
    }
    /// What a note is.
    NoteKind {
        BottomLine "bottom-line" "bottom line", Judgement "judgement" "judgement", Gap "gap" "open question",
        Conflict "conflict" "conflict", Variant "variant" "variant", Line "line" "line to take", Comment "comment" "comment",
    }
    /// Confidence in a judgement.
    Certainty { Low "low" "low", Moderate "moderate" "moderate", High "high" "high" }
}

/// How the words of a record stand to the article; the letter in the margin. Never told by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// The whole text in quotation marks.
    Verbatim,
    /// Partly in quotation marks.
    Mixed,
    /// No marks: the article's words for what was said.
    Paraphrase,
    /// That somebody spoke, not what was said.
    Speech,
    /// A name somebody gave a thing.
    Label,
    /// The article's own voice.
    Narration,
    /// Nobody's yet: these words do not stand in the article, or not in one place.
    Unproven,
}

impl Layer {
    /// All of them, nearest to the speaker's own words first.
    pub const ALL: [Self; 7] = [
        Self::Verbatim,
        Self::Mixed,
        Self::Paraphrase,
        Self::Speech,
        Self::Label,
        Self::Narration,
        Self::Unproven,
    ];

    /// The letter in the margin.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Verbatim => 'V',
            Self::Mixed => 'M',
            Self::Paraphrase => 'P',
            Self::Speech => 'S',
            Self::Label => 'L',
            Self::Narration => 'N',
            Self::Unproven => '!',
        }
    }

    /// The layer in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim as printed",
            Self::Mixed => "part-quoted",
            Self::Paraphrase => "paraphrase",
            Self::Speech => "speech act only",
            Self::Label => "label",
            Self::Narration => "article's own voice",
            Self::Unproven => "words not proven",
        }
    }

    /// How many are of each layer that any is of: `3 verbatim as printed`, `1 paraphrase`.
    #[must_use]
    pub fn tally(layers: impl IntoIterator<Item = Self>) -> Vec<String> {
        let layers: Vec<Self> = layers.into_iter().collect();
        let count = |layer: Self| layers.iter().filter(|own| **own == layer).count();
        let all = Self::ALL.into_iter().map(|layer| (layer, count(layer)));
        all.filter(|(_, count)| *count > 0)
            .map(|(layer, number)| match layer {
                Self::Paraphrase | Self::Label => counted(number, layer.words()),
                Self::Speech => counted(number, "speech act") + " only",
                Self::Narration => format!("{number} in the article's own voice"),
                Self::Unproven => format!("{number} not proven"),
                Self::Verbatim | Self::Mixed => format!("{number} {}", layer.words()),
            })
            .collect()
    }
}

impl From<Form> for Layer {
    fn from(form: Form) -> Self {
        match form {
            Form::Direct => Self::Verbatim,
            Form::Mixed => Self::Mixed,
            Form::Indirect => Self::Paraphrase,
            Form::Summary => Self::Speech,
            Form::Label => Self::Label,
        }
    }
}
