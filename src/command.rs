//! Everything a reader can do. One row a command: the keys, the help page, the palette, `onrecord keys` and the README are
//! read from here, and a command stands here only once it works.

macro_rules! commands {
    ($($variant:ident $name:literal $group:ident $counted:literal $doc:literal;)*) => {
        /// A thing the reader can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command { $(#[doc = $doc] $variant,)* }

        impl Command {
            /// Every command, in the order of the help page.
            pub const ALL: &[Self] = &[$(Self::$variant),*];
            /// Its name in config.toml and in the palette.
            #[must_use]
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name),* } }
            /// The heading it stands under.
            #[must_use]
            pub const fn group(self) -> Group { match self { $(Self::$variant => Group::$group),* } }
            /// Whether a number before it means something.
            #[must_use]
            pub const fn counted(self) -> bool { match self { $(Self::$variant => $counted),* } }
            /// One line of help.
            #[must_use]
            pub const fn doc(self) -> &'static str { match self { $(Self::$variant => $doc),* } }
        }
    };
}

/// Headings of the help page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Moving through the text.
    Scroll,
    /// Moving from record to record.
    Record,
    /// The panes and what fills the screen.
    View,
    /// Finding words.
    Search,
    /// Words being selected.
    Select,
    /// Writing records.
    Write,
    /// Inside a form.
    Form,
    /// Inside a line that is being typed.
    Field,
    /// The program itself.
    Program,
}

impl Group {
    /// The heading.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scroll => "Scroll",
            Self::Record => "Records",
            Self::View => "Panes and views",
            Self::Search => "Search",
            Self::Select => "Selecting",
            Self::Write => "Annotating",
            Self::Form => "In a form",
            Self::Field => "While typing",
            Self::Program => "Program",
        }
    }
}

#[rustfmt::skip]
commands! {
    ScrollDown     "scroll-down"      Scroll  true  "One row down; in a list, the next line";
    ScrollUp       "scroll-up"        Scroll  true  "One row up; in a list, the line before";
    HalfDown       "half-page-down"   Scroll  true  "Half a page down";
    HalfUp         "half-page-up"     Scroll  true  "Half a page up";
    PageDown       "page-down"        Scroll  true  "One page down";
    PageUp         "page-up"          Scroll  true  "One page up";
    First          "start"            Scroll  true  "To the start; with a number, to that paragraph or line";
    Last           "end"              Scroll  true  "To the end; with a number, to that paragraph or line";
    Percent        "percent"          Scroll  true  "With a number before it: to that per cent of the article or list";
    NextParagraph  "next-paragraph"   Scroll  true  "To the next paragraph";
    PrevParagraph  "previous-paragraph" Scroll true "To the paragraph before";
    NextSubhead    "next-subhead"     Scroll  true  "To the next subhead";
    PrevSubhead    "previous-subhead" Scroll  true  "To the subhead before";
    Where          "where"            Scroll  false "Tell the place: article, paragraphs, per cent, file";
    NextRecord     "next-record"      Record  true  "To the next quote, claim or event in text order";
    PrevRecord     "previous-record"  Record  true  "To the quote, claim or event before";
    NextOfSource   "next-of-source"   Record  true  "To the next record of the same source";
    PrevOfSource   "previous-of-source" Record true "To the record of the same source before";
    NextOnIssue    "next-on-issue"    Record  true  "To the next record on the same issue";
    PrevOnIssue    "previous-on-issue" Record true  "To the record on the same issue before";
    NextArticle    "next-article"     Record  true  "To the next article";
    PrevArticle    "previous-article" Record  true  "To the article before";
    Follow         "follow"           Record  false "Follow: from a position to its evidence, from a list to the place";
    Back           "back"             Record  true  "Back to where you were";
    Forward        "forward"          Record  true  "Forward again, after going back";
    SetMark        "set-mark"         Record  false "Mark this place with a letter";
    GoToMark       "go-to-mark"       Record  false "To the place marked with a letter; twice: to where you were before the last jump";
    Copy           "copy"             Record  false "Copy the quotation with its label and citation; the words selected; in the facts, the line";
    OpenEditor     "open-editor"      Record  false "Open its file at its line in $VISUAL or $EDITOR";
    NextPane       "next-pane"        View    false "To the next pane";
    PrevPane       "previous-pane"    View    false "To the pane before";
    TextPane       "text-pane"        View    false "To the text";
    SourcesPane    "sources-pane"     View    false "To the sources";
    PositionsPane  "positions-pane"   View    false "To the positions";
    Wider          "wider"            View    true  "Make the pane wider; where the text stands alone, its rows";
    Narrower       "narrower"         View    true  "Make the pane narrower; where the text stands alone, its rows";
    OnePane        "one-pane"         View    false "One pane only, and back";
    Matrix         "matrix"           View    false "Issues by parties, and what each cell rests on";
    Right          "right"            View    true  "In the matrix: the next party";
    Left           "left"             View    true  "In the matrix: the party before";
    Timeline       "timeline"         View    false "What happened and what changed, in time";
    Records        "records"          View    false "Find any record, source, party, issue or article by typing";
    Articles       "articles"         View    false "The articles, and what is unread in them";
    Source         "source"           View    false "Everything the source in focus says, in all articles";
    Facts          "facts"            View    false "What is known about the article itself";
    Problems       "problems"         View    false "What the checks found";
    Filter         "filter"           View    false "Filter by source, party, issue, form, hand or check; in the problems, by rule";
    DropFilter     "drop-filter"      View    false "Drop the filter";
    Changes        "changes"          View    false "What became of the quotations when an article changed";
    Accept         "accept"           View    false "Accept this quotation as it stands now: in the changes, and where the article has other words";
    AcceptAll      "accept-all"       View    false "In the changes: accept everything that held or moved and is given as it was";
    Search         "search"           Search  false "Search as you type";
    NextHit        "next-hit"         Search  true  "To the next place found";
    PrevHit        "previous-hit"     Search  true  "To the place found before";
    SearchAll      "search-all"       Search  false "Every place of it in all articles, as a list; where nothing is searched for, asks for what";
    Select         "select"           Select  false "Select the quotation or the words at the focus, and leave again";
    NextCharacter  "next-character"   Select  true  "One character on";
    PrevCharacter  "previous-character" Select true "One character back";
    NextWord       "next-word"        Select  true  "One word on";
    PrevWord       "previous-word"    Select  true  "One word back";
    NextSentence   "next-sentence"    Select  true  "One sentence on";
    PrevSentence   "previous-sentence" Select true  "One sentence back";
    SelectWord     "select-word"      Select  false "This word";
    SelectClause   "select-clause"    Select  false "This clause";
    SelectSentence "select-sentence"  Select  false "This sentence";
    SelectParagraph "select-paragraph" Select false "This paragraph";
    SelectMarked   "select-marked"    Select  false "The words in quotation marks; again: in the marks around those";
    SelectMarks    "select-marks"     Select  false "The words with their quotation marks";
    NextMarked     "next-marked"      Select  true  "The next words in quotation marks";
    PrevMarked     "previous-marked"  Select  true  "The words in quotation marks before";
    Grow           "grow"             Select  true  "Select the next larger thing: word, clause, sentence, marks, paragraph";
    Shrink         "shrink"           Select  true  "Back to what was selected before it grew";
    SwapEnds       "swap-ends"        Select  false "Move the other end";
    MoveBounds     "move-bounds"      Select  false "Move the ends of the record in focus: its words are selected, `Enter` writes where they end";
    NewQuote       "new-quote"        Write   false "Quote the words selected, or those at the focus";
    NewClaim       "new-claim"        Write   false "A claim in these words";
    NewPosition    "new-position"     Write   false "A position, resting on the record in focus";
    NewEvent       "new-event"        Write   false "An event told in these words";
    NewShift       "new-shift"        Write   false "A shift: something that changed";
    NewNote        "new-note"         Write   false "A note in your own voice";
    NewSource      "new-source"       Write   false "A source: whoever is quoted";
    NewParty       "new-party"        Write   false "A party: a column of the matrix";
    NewIssue       "new-issue"        Write   false "An issue: a row of the matrix";
    Provenance     "provenance"       Write   false "Where the article comes from: title, author, date, what is unknown";
    EditRecord     "edit"             Write   false "Change what is in focus: a record, a line of a list";
    ResumeDraft    "resume-draft"     Write   false "Take up the draft that was left last";
    Waive          "waive"            Write   false "In the problems: let this finding stand, and say why";
    Suggest        "suggest"          Write   false "The next passage that looks like a statement no record covers; again: the one behind it";
    Delete         "delete"           Write   false "Delete what is in focus: shows what goes and who names it, and asks";
    DeleteNamed    "delete-named"     Write   false "Where something is to be deleted: with its id wherever others name it";
    NoneStated     "none-stated"      Write   false "In a cell: the article states no position of this party on this issue";
    KeepTheirs     "keep-theirs"      Write   false "Where somebody else changed the same: what stands on disk stays";
    TakeOurs       "take-ours"        Write   false "Where somebody else changed the same: yours takes its place";
    KeepBoth       "keep-both"        Write   false "Where somebody else changed the same: yours becomes a record of its own";
    Undo           "undo"             Write   false "Take back what was written last, of this sitting or an earlier one";
    Redo           "redo"             Write   false "Write again what was taken back";
    Save           "save"             Form    false "Save; in a form on top of another, go on with that";
    NextField      "next-field"       Form    true  "The next field; behind the last, all others show";
    PrevField      "previous-field"   Form    true  "The field before";
    MoreFields     "more-fields"      Form    false "All fields, or those most often filled in";
    Discard        "discard"          Form    false "Throw the form away";
    SearchScope    "search-scope"     Field   false "In a search: through the text, the records, or both";
    SearchPattern  "search-pattern"   Field   false "In a search: words, or a regular expression";
    Erase          "erase"            Field   false "Take back the last character";
    EraseNext      "erase-next"       Field   false "Erase the next character";
    EraseWord      "erase-word"       Field   false "Take back the last word";
    EraseNextWord  "erase-next-word"  Field   false "Erase the next word";
    EraseAll       "erase-all"        Field   false "Take back everything";
    EraseRest      "erase-rest"       Field   false "Erase from here to the end";
    Export         "export"           Program false "Write the note: preset, format and file, with a preview";
    Palette        "palette"          Program false "Find a command by its name";
    Help           "help"             Program false "Show or hide this page";
    Close          "close"            Program false "Close what covers the panes; drop a number or half a key";
    Mouse          "mouse"            Program false "Leave the mouse to the terminal, or listen to it again";
    Redraw         "redraw"           Program false "Draw the screen again";
    Reload         "reload"           Program false "Read the files again as they are now: what is gone goes";
    Suspend        "suspend"          Program false "Suspend; `fg` comes back";
    Quit           "quit"             Program false "Close what covers the panes, then leave";
    Leave          "leave"            Program false "Leave at once";
}

impl std::str::FromStr for Command {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|c| c.name() == name)
            .ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_command() {
        for &command in Command::ALL {
            assert_eq!(command.name().parse(), Ok(command));
        }
        assert_eq!("fly".parse::<Command>(), Err(()));
    }

    #[test]
    fn the_table_is_grouped() {
        let groups: Vec<Group> = Command::ALL.iter().map(|c| c.group()).collect();
        assert!(groups.is_sorted(), "one heading, one run of rows");
    }
}
