//! Statements in the subject's own terms: source, cue and content as `source | cue | content`.
use super::{Statement, statements};
use crate::{
    model::{Article, Codebook, Dossier},
    store,
    text::Span,
};

/// The article with nothing but `text`.
pub(super) fn article(text: &str) -> Article {
    let dossier = Dossier::new(store::from_text("a.txt", text.to_owned()));
    dossier.articles()[0].clone()
}

fn say(text: &str, statement: &Statement) -> String {
    let content: Vec<&str> = statement.content.iter().map(|c| c.of(text)).collect();
    let source = (statement.source.as_ref()).map_or("-", |found| found.span.of(text));
    let cue = statement.cue.map_or("-", |cue| cue.of(text));
    format!("{source} | {cue} | {}", content.join(" ... "))
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    check_in("en", text, expected);
}

#[track_caller]
fn check_in(lang: &str, text: &str, expected: &[&str]) {
    let article = Article {
        lang: Some(lang.to_owned()),
        ..article(text)
    };
    let found: Vec<String> = (statements(&article, &Codebook::default()).iter())
        .map(|statement| say(text, statement))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_quotation_has_its_speaker_before_behind_or_between() {
    check(
        "“We will not sell,” said Mayor Ana Brook.",
        &["Mayor Ana Brook | said | We will not sell"],
    );
    check(
        "“We,” Brook said on Monday, “will not sell.”",
        &["Brook | said | We ... will not sell"],
    );
    check(
        "Brook told reporters: “We will not sell.”",
        &["Brook | told | We will not sell"],
    );
    check(
        "“We will not sell,” she said. “Not now.”",
        &["she | said | We will not sell ... Not now"],
    );
}

#[test]
fn a_paraphrase_ends_with_its_clause() {
    check(
        "Brook said on Monday that the town would not sell.",
        &["Brook | said | the town would not sell"],
    );
    check(
        "The town would not sell, according to Ana Brook, a council member.",
        &["Ana Brook, a council member | according to | The town would not sell"],
    );
}

#[test]
fn a_passive_hides_who_reports() {
    check(
        "Lee was reported to have called the plan “a wish.”",
        &["Lee | was reported to have called | the plan “a wish.”"],
    );
    check(
        "It is said that the talks failed.",
        &["is said | is said | the talks failed"],
    );
}

#[test]
fn nouns_and_adjectives_attribute_too() {
    check(
        "Lee’s claim that the talks failed was printed.",
        &["Lee’s | claim | the talks failed"],
    );
    check(
        "Lee is confident that the talks will go on.",
        &["Lee | is confident | the talks will go on"],
    );
}

#[test]
fn a_noun_attributes_to_whom_it_belongs_or_who_gives_it() {
    check(
        "Her argument is that the port would close.",
        &["Her | argument | the port would close"],
    );
    check(
        "There was a warning from Ana Lee that the port would close.",
        &["Ana Lee | warning | the port would close"],
    );
    check(
        "Lee’s promise to rebuild the port was denied by Brook.",
        &["Lee’s | promise | to rebuild the port"],
    );
}

#[test]
fn a_view_is_attributed_before_between_and_behind() {
    check(
        "In Brook’s view, the port would close.",
        &["Brook’s | In | the port would close"],
    );
    check(
        "The port, in her words, “is a hole.”",
        &["her | in | The port ... is a hole"],
    );
    check(
        "As Brook put it, “The port is a hole.”",
        &["Brook | put it | The port is a hole"],
    );
}

#[test]
fn what_is_inserted_ends_where_the_sentence_goes_on() {
    check(
        "Traders, fearing a loss that would ruin them, have left.",
        &["Traders | fearing | a loss that would ruin them"],
    );
    check(
        "Traders, worried that the port would close, have left.",
        &["Traders | worried | the port would close"],
    );
    check(
        "While Brook said the port would close, her aides were silent.",
        &["Brook | said | the port would close"],
    );
}

#[test]
fn a_clause_that_waits_for_its_end_goes_on_behind_an_interruption() {
    check(
        "It was, she said, a pleasant meeting.",
        &["she | said | It was ... a pleasant meeting"],
    );
    check(
        "The port was sold, said Mayor Brook, but not in writing.",
        &["Mayor Brook | said | The port was sold ... but not in writing"],
    );
}

#[test]
fn who_criticises_may_stand_behind_a_passive() {
    check(
        "The plan was rejected by the governor.",
        &["the governor | was rejected by | The plan"],
    );
}

#[test]
fn a_refusal_to_comment_states_nothing() {
    check("A spokeswoman declined to comment.", &[]);
    check(
        "A spokeswoman declined to give details.",
        &["A spokeswoman | declined | to give details"],
    );
}

#[test]
fn titles_and_terms_are_nobodys_words() {
    check("She sang “My Old Home” and sold “green” power.", &[]);
}

#[test]
fn a_language_is_a_list() {
    check_in(
        "de",
        "Die Ministerin sagte am Montag, der Hafen werde nicht verkauft.",
        &["Die Ministerin | sagte | der Hafen werde nicht verkauft"],
    );
    check_in(
        "de",
        "„Wir verkaufen nicht“, sagte Jana Brook. Am Abend betonte Brook, dass niemand gehen müsse.",
        &[
            "Jana Brook | sagte | Wir verkaufen nicht",
            "Brook | betonte | niemand gehen müsse",
        ],
    );
    check_in(
        "de",
        "Laut Polizei wurde niemand verletzt. Dem Bericht zufolge sinkt die Zahl.",
        &[
            "Polizei | Laut | wurde niemand verletzt",
            "Dem Bericht | zufolge | sinkt die Zahl",
        ],
    );
    check_in("sv", "Hon sade att det var bra.", &[]);
}

#[test]
fn whose_words_they_are_is_told_in_many_ways() {
    check(
        "There was a warning from the bank that prices would rise.",
        &["the bank | warning | prices would rise"],
    );
    check(
        "There are fears that prices will rise.",
        &["are fears | are fears | prices will rise"],
    );
    check(
        "Prices fell, two officials briefed on the plan said.",
        &["two officials briefed on the plan | said | Prices fell"],
    );
    check(
        "Some members, fearing a revolt, want the vote delayed.",
        &[
            "Some members | fearing | a revolt",
            "Some members, fearing a revolt | want | the vote delayed",
        ],
    );
    check(
        "A report blamed the weather.",
        &["A report | blamed | the weather"],
    );
    check(
        "Lee pointed to a surge of votes.",
        &["Lee | pointed to | a surge of votes"],
    );
    check(
        "His wife, Beth, thinks the schools deserve more.",
        &["His wife, Beth | thinks | the schools deserve more"],
    );
}

#[test]
fn a_name_with_a_comma_behind_which_nothing_closes_is_only_a_name() {
    check(
        "According to officials, nobody-knows-whose wall will stand",
        &["officials | According to | nobody-knows-whose wall will stand"],
    );
}

#[test]
fn headlines_attribute_by_a_name_and_a_colon_or_by_words_with_capitals() {
    check(
        "Lee: The Port Will Close",
        &["Lee | - | The Port Will Close"],
    );
    check(
        "Brook Says She Will Not Sell the Port",
        &["Brook | Says | She Will Not Sell the Port"],
    );
    check("Analysis: The Port Will Close", &[]);
    check(
        "Economy Is Slowing, Bank Chief Warns",
        &["Bank Chief | Warns | Economy Is Slowing"],
    );
}

#[test]
fn a_survey_says_how_somebody_stands() {
    check(
        "A poll put Lee at 43 percent and Brook at 40.",
        &["A poll | put | Lee at 43 percent and Brook at 40"],
    );
    check("Lee put Brook at the head of the table.", &[]);
    check(
        "A poll showing Lee ahead by six points rattled the port.",
        &["A poll | showing | Lee ahead by six points"],
    );
}

#[test]
fn a_relative_clause_attributes_what_its_noun_is_or_does() {
    check(
        "The plan, which most sailors believe would fail, was dropped.",
        &["most sailors | believe | would fail"],
    );
    check(
        "People who have seen the file say it is empty.",
        &["People who have seen the file | say | it is empty"],
    );
    check(
        "“It will close,” said Lee, who thinks the town is poor.",
        &[
            "Lee | said | It will close",
            "Lee | thinks | the town is poor",
        ],
    );
}

#[test]
fn what_nobody_owns_is_said_by_nobody() {
    check(
        "There is speculation that the port will close.",
        &["- | speculation | the port will close"],
    );
    check(
        "Amid reports that the port was sold, Lee left.",
        &["- | reports | the port was sold"],
    );
}

#[test]
fn what_somebody_else_tells_of_is_no_part_of_a_content() {
    check(
        "Lee said the port would close, a claim Brook has denied.",
        &["Lee | said | the port would close"],
    );
    check(
        "Lee hopes to sell the port, and the town grows poorer.",
        &["Lee | hopes | to sell the port"],
    );
}

#[test]
fn an_age_and_a_description_belong_to_the_source() {
    check(
        "“It is sad,” said Ana Lee, 44, a teacher from Akron who voted twice.",
        &["Ana Lee, 44, a teacher from Akron who voted twice | said | It is sad"],
    );
}

#[test]
fn a_verb_behind_what_somebody_owns_is_a_verb_where_its_clause_follows() {
    check(
        "His wife thinks he has lost his mind.",
        &["His wife | thinks | he has lost his mind"],
    );
    check("His campaign promises were kept.", &[]);
}

#[test]
fn what_something_is_to_somebody_is_that_ones_view() {
    check(
        "To many Republicans, the plan is dead.",
        &["many Republicans | To | the plan is dead"],
    );
    check(
        "To the critics, the plan is dead.",
        &["the critics | To | the plan is dead"],
    );
    for text in [
        "To all intents and purposes, the deal is dead.",
        "To all appearances, the deal is dead.",
        "To those ends, the plan is useful.",
        "To be sure, it was a trap.",
        "To win in Ohio, she is spending more.",
        "To the north, the river is wide.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn what_a_speaker_does_then_is_no_part_of_what_was_said() {
    check(
        "“I go to my sister,” Jan Lee said, and laughed.",
        &["Jan Lee | said | I go to my sister"],
    );
}

#[test]
fn those_spoken_to_and_where_it_was_said_stand_before_the_content() {
    check(
        "Brook told reporters Gov. Lee had quit.",
        &["Brook | told | Gov. Lee had quit"],
    );
    check(
        "Brook told reporters Monday that the port would close.",
        &["Brook | told | the port would close"],
    );
    check(
        "Brook told supporters Friday he would close the port.",
        &["Brook | told | he would close the port"],
    );
    check(
        "Lee is accused in a suit by two aides of ignoring warnings.",
        &["is accused | is accused | ignoring warnings"],
    );
    check(
        "Lee was told on Friday not to come back.",
        &["was told | was told | not to come back"],
    );
    check(
        "Aides declined to say how it would be paid for.",
        &["Aides | declined to say | how it would be paid for"],
    );
}

#[test]
fn a_title_in_marks_is_no_quotation() {
    check(
        "In an interview on the program “This Week,” Lee said the port would close.",
        &["Lee | said | the port would close"],
    );
}

mod any_text {
    use super::{super::propose, *};
    use proptest::prelude::*;

    const PIECES: &[&str] = &[
        "he",
        "Brook",
        "said",
        "says",
        "told",
        "that",
        "according",
        "to",
        "“",
        "”",
        "\"",
        "'",
        ",",
        ".",
        "?",
        "—",
        "(",
        ")",
        ";",
        ":",
        "\n",
        "\n\n",
        "the",
        "claim",
        "was",
        "reported",
        "by",
        "and",
        "but",
        "who",
        "saying",
        "is",
        "confident",
        "’s",
        "Dr.",
        "in",
        "an",
        "interview",
        "whether",
        "„",
        "é",
        "東",
        "\u{301}",
        " ",
        "  ",
    ];

    proptest! {
        #[test]
        fn never_panics_and_every_place_is_in_the_text(
            pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..60),
            start in 0_usize..200,
            length in 0_usize..80,
        ) {
            let mut text = String::new();
            for (piece, blank) in pieces {
                text.push_str(piece);
                text.push_str(if blank { " " } else { "" });
            }
            let article = article(&text);
            for statement in statements(&article, &Codebook::default()) {
                let places = statement.content.iter().chain(&statement.cue).chain(&statement.hedge);
                for place in places {
                    prop_assert!(!place.is_empty());
                    let _ = place.of(&text);
                }
            }
            let start = text.ceil_char_boundary(start.min(text.len()));
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            let _ = propose(&article, &Codebook::default(), &[Span::new(start, end)]);
        }
    }
}
