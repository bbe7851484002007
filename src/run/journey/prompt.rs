//! Journeys out of the prompt of a search: dropped, refused.
use super::Reader;
use crate::app::Mode;

#[test]
fn a_search_that_is_dropped_leads_back_to_the_view_it_was_begun_in() {
    for view in ["m", "t", "!", "S", "i", "C"] {
        let mut reader = Reader::new(120, 30);
        reader.play(view);
        let (mode, focus) = (reader.state.mode.clone(), reader.state.focus);
        reader.play("/ d o n Esc");
        assert_eq!(
            (&reader.state.mode, reader.state.focus),
            (&mode, focus),
            "{view}"
        );
        reader.play("/ d o n Enter Backspace");
        assert_eq!(
            (&reader.state.mode, reader.state.focus),
            (&mode, focus),
            "{view}"
        );
        reader.play("Backspace");
        assert_eq!(
            (&reader.state.mode, reader.state.focus),
            (&Mode::Read, focus)
        );
    }
}

#[test]
fn a_search_that_is_dropped_leaves_the_one_before_as_it_was() {
    let mut reader = Reader::new(160, 30);
    let before = reader.play("/ P u t i n Enter").status();
    reader.play("/ Alt-s Alt-r x Esc");
    assert_eq!(reader.state.searched_for(), "case /Putin");
    assert!(before.contains("case /Putin"), "{before}");
}

#[test]
fn a_regular_expression_that_is_refused_leaves_the_search_before_as_it_was() {
    let mut reader = Reader::new(160, 30);
    let before = reader.play("/ W i t k o f f Enter").status();
    for refused in ["/ Alt-r ( Enter", "/ Alt-r ( Tab"] {
        let told = reader.play(refused).status();
        assert!(
            told.contains("no regular expression: unclosed group"),
            "{told}"
        );
        assert!(matches!(reader.state.mode, Mode::Search(_)));
        assert_eq!(reader.play("Esc").status(), before, "{refused}");
    }
    let next = reader.play("n").status();
    assert!(next.contains("Witkoff  2 of 4"), "{next}");
    // What was searched for as words stays words.
    reader.play("/ ( Enter / Alt-r Enter");
    let told = reader.status();
    assert!(told.contains("no regular expression"), "{told}");
    let next = reader.play("n").status();
    assert!(next.contains("in no article: ("), "{next}");
}
