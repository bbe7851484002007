//! The codes of format.md section 7, each with its name and weight, once.

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Export is refused.
    Error,
    /// Worth mending; some refuse `--final`.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// Its word in every output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

macro_rules! codes {
    ($($code:ident $name:literal $severity:ident $strict:literal $doc:literal;)*) => {
        /// A rule's code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $doc] $code,)* }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$code),*];
            /// `E01`, `W15`, ...
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$code => stringify!($code)),* } }
            /// `text-not-found`, ...
            #[must_use]
            pub const fn name(self) -> &'static str { match self { $(Self::$code => $name),* } }
            /// What it weighs.
            #[must_use]
            pub const fn severity(self) -> Severity { match self { $(Self::$code => Severity::$severity),* } }
            /// Whether `--final` refuses it.
            #[must_use]
            pub const fn refused_when_final(self) -> bool { match self { $(Self::$code => $strict),* } }
            /// One line: what it finds.
            #[must_use]
            pub const fn doc(self) -> &'static str { match self { $(Self::$code => $doc),* } }
        }
    };
}

#[rustfmt::skip]
codes! {
    E01 "text-not-found"           Error   true  "the words of `text` are not in the article";
    E02 "text-ambiguous"           Error   true  "the words of `text` stand in the article more than once";
    E03 "form-contradicts-marks"   Error   true  "the declared `form` contradicts the quotation marks of the article";
    E04 "context-not-found"        Error   true  "`cue`, `hedge`, `before` or `after` is not in the same paragraph";
    E05 "bad-elision"              Error   true  "brackets or `>>` in `text` do not reconcile with the article";
    E06 "unknown-id"               Error   true  "an id names nothing";
    E07 "duplicate-id"             Error   true  "an id is used twice";
    E08 "unknown-field"            Error   true  "a table, field or value that the format does not know";
    E09 "incomplete-record"        Error   true  "a required field is absent";
    E10 "no-evidence"              Error   true  "a position, shift or judgement without evidence";
    E11 "ascribed-as-own"          Error   true  "a position whose only evidence is what others ascribe to the party";
    E12 "article-changed"          Error   true  "the article differs from the lock";
    E13 "cycle"                    Error   true  "records that refer to each other in a circle";
    E14 "mixed-scales"             Error   true  "likelihood and confidence in one sentence, or a term outside the scale";
    W15 "hearsay-flattened"        Warning true  "a reporting layer in the clause, and no `via`";
    W16 "hedge-dropped"            Warning true  "a hedge in the clause that neither `hedge` nor `says` carries";
    W17 "name-variant"             Warning false "a name in the article that resembles a known source";
    W18 "uncovered-quotation"      Warning true  "words in quotation marks that no quote covers";
    W19 "provenance-gap"           Warning true  "title, author, publisher, date or url neither given nor listed as unknown";
    W20 "undated"                  Warning false "a relative date that nothing dates";
    W21 "weak-sources-only"        Warning false "a position that rests only on unnamed, group or leak sources";
    W22 "loaded-verb"              Warning false "a loaded verb in `says` that the article does not use";
    W23 "contested-term"           Warning false "the other word of a contested pair in `says`";
    W24 "single-source"            Warning false "one article or one ultimate source only";
    W25 "stale-position"           Warning false "an older position still current though something later exists";
    W26 "hidden-contradiction"     Warning true  "two current positions of one party on one issue that nothing links";
    W27 "long-quotation"           Warning false "more words copied than a quotation needs";
    W28 "unclear-reach"            Warning false "several sentences with one trailing cue and no `scope`";
    I29 "unread-cell"              Info    false "a cell of the matrix that is neither evidenced nor listed as silent";
    I30 "unused"                   Info    false "a source, party, issue, waiver or file that nothing uses";
}

impl std::str::FromStr for Code {
    type Err = ();
    /// By code (`e01` too) or by name.
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|c| c.code().eq_ignore_ascii_case(text) || c.name() == text)
            .ok_or(())
    }
}
