//! What people and scripts are told of a draft.
use super::harbour::{ARTICLE, Folder, report};
use onrecord::verify::{self, Format};

#[test]
fn json_keeps_its_contract() {
    let folder = Folder::new("json");
    let dossiers = [folder.open()];
    let report = report(
        "Ana Brook:\n\n“Nobody told us about any of this.”\n",
        &dossiers,
    );
    let json: serde_json::Value =
        serde_json::from_str(&verify::json(&report, &dossiers)).expect("it is JSON");
    assert_eq!(json["schema"], "onrecord/verify/1");
    let quotation = &json["quotations"][0];
    for (key, value) in [
        ("text", "Nobody told us about any of this.".into()),
        ("file", "draft.md".into()),
        ("line", 3.into()),
        ("column", 2.into()),
        ("outcome", "altered".into()),
        ("article", "harbour".into()),
        ("paragraph", 4.into()),
        ("found", "Nobody asked us about any of this".into()),
        ("form", "direct".into()),
        ("critical", serde_json::json!([])),
    ] {
        assert_eq!(quotation[key], value, "{key}");
    }
    let words = "Nobody asked us about any of this";
    assert_eq!(
        quotation["start"],
        ARTICLE.find(words).expect("it is there")
    );
    assert_eq!(
        quotation["diff"][1],
        serde_json::json!({"kind": "replace", "draft": "told", "article": "asked"})
    );
    let verdict = &quotation["attribution"];
    assert_eq!(
        (verdict["named"].as_str(), verdict["actual"].as_str()),
        (Some("brook"), Some("dunn"))
    );
    assert_eq!(
        (
            verdict["verdict"].as_str(),
            json["summary"]["altered"].as_u64()
        ),
        (Some("other"), Some(1))
    );
    assert_eq!(json["summary"]["not-found"], 0);
}

#[test]
fn nothing_a_draft_says_reaches_the_terminal() {
    let folder = Folder::new("hostile");
    let dossiers = [folder.open()];
    let hostile = "Dunn\u{1b}[31m: “Nobody told us \u{202e}about\u{9b} any of this\u{7}”, “a\u{1b}]52;c;x\u{7} b c”.\n";
    let drafts = verify::read("a\u{1b}b.txt", hostile.as_bytes(), Format::Plain).expect("a text");
    let report = verify::verify(drafts, &dossiers);
    assert_eq!(report.findings.len(), 2);
    let acts = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    for printed in [
        verify::human(&report, &dossiers, false),
        verify::json(&report, &dossiers),
        verify::sarif(&report, &dossiers),
    ] {
        assert!(!printed.contains(acts), "{printed:?}");
    }
}

#[test]
fn sarif_has_a_result_for_every_fault() {
    let folder = Folder::new("sarif");
    let dossiers = [folder.open()];
    let report = report("Brook: “Nobody told us about any of this.”", &dossiers);
    let sarif: serde_json::Value =
        serde_json::from_str(&verify::sarif(&report, &dossiers)).expect("it is JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let rules: Vec<_> = results.iter().map(|r| r["ruleId"].as_str()).collect();
    assert_eq!(rules, [Some("altered"), Some("other")]);
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (region["startLine"].as_u64(), region["startColumn"].as_u64()),
        (Some(1), Some(9))
    );
}

#[test]
fn people_see_both_texts_and_the_way_out() {
    let folder = Folder::new("human");
    let dossiers = [folder.open()];
    let draft = "Brook said: “Nobody told us about any of this.”\n\nDunn: “Nobody asked us about any of this.” A “pharaonic” plan.\n";
    let printed = verify::human(&report(draft, &dossiers), &dossiers, false);
    let expected = r"error[altered]: this is not what the article prints
 --> draft.md:1:14
  |
1 | Brook said: “Nobody told us about any of this.”
  |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 ::: harbour.txt ¶4
  | Nobody asked us about any of this
  = change: `told` -> `asked`
  = said by: Carl Dunn (the draft names Ana Brook)
  = help: write the words as printed, show what you leave out as `[...]` and what you put in as `[word]`, or paraphrase without marks
  = help: name the one who said it

verbatim  draft.md:3:8  “Nobody asked us about any of this.”  harbour.txt ¶4  Carl Dunn

marked words of one or two, nobody named beside them:
not-found draft.md:3:47  “pharaonic”

2 quotations: 1 verbatim, 1 altered; 1 by somebody else than named
";
    assert_eq!(printed, expected);
}

#[test]
fn where_nobody_on_record_says_it_people_see_who_does_in_the_article() {
    let folder = Folder::new("beside");
    let dossiers = [folder.open()];
    let draft = "They “fear that the council \"may\" break its word”.\n";
    let printed = verify::human(&report(draft, &dossiers), &dossiers, false);
    let told = "article says: The fishermen are reported to";
    assert!(printed.contains(told), "{printed}");
}

#[test]
fn who_is_named_and_is_no_source_is_told_by_the_name() {
    let folder = Folder::new("named");
    let dossiers = [folder.open()];
    let draft = "Emil Stone said: “Nobody asked us about any of this”.\n\nStone said: “We will not sell a single stone of it”.\n";
    let report = report(draft, &dossiers);
    let printed = verify::human(&report, &dossiers, false);
    for told in [
        "= said by: Carl Dunn (the draft names Emil Stone)",
        "= said by: Ana Brook (the draft names Stone)",
    ] {
        assert!(printed.contains(told), "{printed}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&verify::json(&report, &dossiers)).expect("it is JSON");
    let said = &json["quotations"][0]["attribution"];
    assert_eq!(
        (&said["named"], &said["stranger"], &said["verdict"]),
        (
            &serde_json::Value::Null,
            &"Emil Stone".into(),
            &"other".into()
        )
    );
}
