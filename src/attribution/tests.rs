//! Statements in the subject's own terms: source, cue and content as `source | cue | content`.
use super::{Place, Statement, next, statements};
use crate::{
    model::{Article, Codebook, Dossier},
    store,
    text::Span,
};

/// The article with nothing but `text`.
fn article(text: &str) -> Article {
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
fn the_hedge_of_what_is_told_is_proposed_where_the_cue_stands_behind_too() {
    let text = "The port may close, Brook said.";
    let article = article(text);
    let place = Span::new(0, text.find(',').expect("a comma"));
    let proposal = super::propose(&article, &Codebook::default(), place);
    let hedge: Vec<&str> = proposal.hedge.iter().map(|place| place.of(text)).collect();
    assert_eq!(hedge, ["may"]);
}

/// What is suggested one after the other, until nothing is left.
fn suggested(text: &str, covered: &[Span]) -> Vec<String> {
    let article = article(text);
    let mut place = Place::default();
    let mut found = Vec::new();
    while let Some(statement) = next(&article, &Codebook::default(), place, covered) {
        found.push(say(text, &statement));
        place = Place::of(&statement).behind();
    }
    found
}

const SPOKEN: &str = "Brook said the port would close.\n\n“We will not sell,” said Ana Lee.\n\nLee hopes to stay.\n\n“So be it,” Brook said.";

#[test]
fn quotations_are_suggested_before_what_is_told() {
    let told = [
        "Ana Lee | said | We will not sell",
        "Brook | said | So be it",
        "Brook | said | the port would close",
        "Lee | hopes | to stay",
    ];
    assert_eq!(suggested(SPOKEN, &[]), told);
}

#[test]
fn what_a_record_covers_is_not_suggested() {
    let place = |words: &str| {
        let start = SPOKEN.find(words).expect("words of the text");
        Span::new(start, start + words.len())
    };
    let covered = [place("port would"), place("So be it")];
    let left = ["Ana Lee | said | We will not sell", "Lee | hopes | to stay"];
    assert_eq!(suggested(SPOKEN, &covered), left);
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
            let _ = propose(&article, &Codebook::default(), Span::new(start, end));
        }
    }
}
