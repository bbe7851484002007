//! How well statements are found: precision and recall on labelled texts of our own (`tests/attribution/`) and on dossiers, whose quotes
//! are the truth. `cargo bench --bench attribution` prints the figures; `ONRECORD_DOSSIER=FOLDER` adds a dossier, and
//! `ONRECORD_MISSES=1 cargo test --test attribution -- --nocapture` lists what is wrong in the texts the rules were written with.
mod labelled;

use labelled::{score, shared};
use onrecord::{
    attribution::{Statement, propose, statements},
    model::{Dossier, RecordId},
    store,
    text::Span,
};
use std::{fmt, path::Path};

#[test]
fn statements_are_found_in_texts_never_looked_at() {
    for (set, score) in ["tune", "held", "kept-", "kept2"].map(|set| (set, score(set))) {
        println!("{set}: {score}");
        assert!(score.recall() >= 90.5, "{set}: {score}");
        assert!(score.precision() >= 94.0, "{set}: {score}");
        assert!(score.exact_recall() >= 80.0, "{set}: {score}");
        assert!(score.speakers() >= 92.0, "{set}: {score}");
    }
}

/// How often a proposal for the words of a quote says what its author wrote.
#[derive(Default)]
struct Agreement {
    quotes: usize,
    covered: usize,
    source: usize,
    cue: (usize, usize),
    via: usize,
    form: usize,
    hedge: usize,
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} quotes: {} found as statements, source of {}, cue of {} of {}, via of {}, form of {}, hedge of {}",
            self.quotes,
            self.covered,
            self.source,
            self.cue.0,
            self.cue.1,
            self.via,
            self.form,
            self.hedge
        )
    }
}

fn agreement(dossier: &Dossier) -> Agreement {
    let mut all = Agreement::default();
    let found: Vec<Vec<Statement>> = (dossier.articles().iter())
        .map(|article| statements(article, dossier.codebook()))
        .collect();
    for &id in dossier.text_order() {
        if let (Some(quote), Some(span)) = (dossier.record(id).quote(), dossier.span(id)) {
            let number = dossier
                .record(id)
                .article
                .expect("an anchored quote has an article");
            all.quotes += 1;
            all.covered += usize::from(
                found[number]
                    .iter()
                    .any(|s| shared(&s.content, &[span]) > 0),
            );
            compare(
                dossier,
                id,
                quote.cue.first().map(String::as_str),
                span,
                &mut all,
            );
        }
    }
    all
}

fn compare(dossier: &Dossier, id: RecordId, cue: Option<&str>, span: Span, all: &mut Agreement) {
    let article = dossier
        .article_of(id)
        .expect("an anchored quote has an article");
    let proposal = propose(article, dossier.codebook(), &[span]).expect("words");
    let record = dossier.record(id);
    let said = proposal.source.as_ref().and_then(|s| s.id.as_deref());
    let source = said == dossier.speaker(id);
    all.source += usize::from(source);
    let printed = proposal.cue.map_or("", |c| c.of(&article.text));
    if let Some(cue) = cue {
        let same = !printed.is_empty() && (cue.contains(printed) || printed.contains(cue));
        all.cue.0 += usize::from(same);
        all.cue.1 += 1;
    }
    let written: Vec<&str> = record
        .extra
        .via
        .iter()
        .flatten()
        .map(|v| v.id.as_str())
        .collect();
    let proposed: Vec<&str> = proposal
        .via
        .iter()
        .filter_map(|v| v.id.as_deref())
        .collect();
    all.via += usize::from(written == proposed);
    let form = dossier.form(id) == Some(proposal.form)
        || dossier.anchor(id).and_then(|a| a.marked) == Some(proposal.form);
    all.form += usize::from(form);
    let words = |span: &Span| span.of(&article.text);
    let hedge: Vec<&str> = proposal.hedge.iter().map(words).collect();
    all.hedge += usize::from(
        record
            .extra
            .hedge
            .iter()
            .map(String::as_str)
            .eq(hedge.iter().copied()),
    );
    if !source || written != proposed {
        println!(
            "  {}: {:?} by {:?} via {:?} for {:?} via {written:?}",
            record.path(),
            printed,
            said,
            proposed,
            dossier.speaker(id),
        );
    }
}

#[test]
fn proposals_say_what_the_author_of_a_dossier_wrote() {
    let example = Dossier::new(store::example()).anchored();
    let agreed = agreement(&example);
    println!("example: {agreed}");
    assert!(agreed.source * 10 >= agreed.quotes * 6, "{agreed}");
    assert!(agreed.form * 10 >= agreed.quotes * 9, "{agreed}");
    let Some(folder) = std::env::var_os("ONRECORD_DOSSIER") else {
        println!("no further dossier: ONRECORD_DOSSIER is not set");
        return;
    };
    let other = store::open(Path::new(&folder)).expect("a dossier");
    println!(
        "{}: {}",
        folder.display(),
        agreement(&Dossier::new(other).anchored())
    );
}
