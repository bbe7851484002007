//! The table of rules: code, who raises it, and its explanation beside it.
use super::{
    context::Context,
    rules::{
        beside, circles, clause, codebook, coverage, edition, ids, names, provenance, quotation,
        says, standing, support,
    },
};
use crate::diag::{Code, Diagnostic, Severity};

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    /// Its code.
    pub(super) code: Code,
    /// Who raises it.
    pub(super) by: By,
    /// What, why, example, and the way out.
    explain: &'static str,
}

/// Who raises a finding.
#[derive(Clone, Copy)]
pub(super) enum By {
    /// A function of one of the files in `rules`.
    Rule(fn(&Context<'_>) -> Vec<Diagnostic>),
    /// Reading the files: it is known before anything is looked for.
    Reading,
}

macro_rules! rules {
    ($($(#[doc = $line:literal])+ $code:ident $by:expr;)*) => {
        /// Every rule, in the order of the codes.
        pub(super) const RULES: &[Rule] =
            &[$(Rule { code: Code::$code, by: $by, explain: concat!($($line, "\n"),+) }),*];
    };
}

rules! {
    /// What: the words of `text` stand nowhere in the article.
    /// Why: what leaves as a quotation has to stand in the article. Glyphs may differ (quotation marks, dashes,
    /// blanks), letters, digits and their order may not.
    /// Example:
    ///     Article: The council voted seven to two on Monday.
    ///     [quote.vote]
    ///     source = "mayor"
    ///     text   = "voted 7 to 2"
    /// Mend: write the words as printed; `A >> B` reaches from A through to B, `[...]` leaves words out.
    E01 By::Rule(quotation::not_found);

    /// What: the words of `text` stand in the article more than once.
    /// Why: an annotation that could mean two places means none; the program never picks one.
    /// Example:
    ///     Article: They will not yield. The envoy heard that they will not yield.
    ///     [quote.firm]
    ///     source = "mayor"
    ///     text   = "will not yield"
    /// Mend: give a few words that stand directly before or after in `before` or `after`, or take more words.
    E02 By::Rule(quotation::ambiguous);

    /// What: the declared `form` is not what the quotation marks of the article say.
    /// Why: `direct` is printed in quotation marks. A paraphrase printed so would put words into somebody's mouth.
    /// Example:
    ///     Article: Holm said the bridge would stay closed.
    ///     [quote.bridge]
    ///     source = "mayor"
    ///     text   = "the bridge would stay closed"
    ///     form   = "direct"
    /// Mend: leave `form` out, it is derived; only `summary` and `label` have to be declared.
    E03 By::Rule(quotation::form);

    /// What: `cue`, `hedge`, `before` or `after` is not in the paragraph the words stand in.
    /// Why: reporting words and hedges are the article's, as much as the words they frame. Where a quotation stands
    /// alone after a paragraph that ends in a colon, the cue may stand there.
    /// Example:
    ///     Article: Holm said the bridge would stay closed.
    ///     [quote.bridge]
    ///     source = "mayor"
    ///     text   = "the bridge would stay closed"
    ///     cue    = "insisted"
    /// Mend: copy the words from the paragraph, or leave the field out.
    E04 By::Rule(beside::beside);

    /// What: `>>`, `[...]` or `[word]` in `text` cannot be reconciled with the article.
    /// Why: a shortened quotation is the article's only where every piece stands there, in this order, in one paragraph.
    /// Example:
    ///     Article: Holm said the bridge would stay closed until the river falls.
    ///     [quote.bridge]
    ///     source = "mayor"
    ///     text   = "the bridge [...] until the lake falls"
    /// Mend: copy each piece; where the attribution interrupts the words or a paragraph ends, make `text` a list.
    E05 By::Rule(quotation::elision);

    /// What: an id names nothing, or something of another kind.
    /// Why: a statement that hangs on nobody is lost in the matrix without a sound.
    /// Example:
    ///     Article: Holm said the bridge would stay closed.
    ///     [quote.bridge]
    ///     source = "mayer"
    ///     text   = "the bridge would stay closed"
    /// Mend: write the id as it is declared: `[source.ID]`, `[party.ID]`, `[issue.ID]`, or a record's name.
    E06 By::Rule(ids::unknown);

    /// What: an id is used twice. Quotes, claims, events, positions, shifts and notes share one namespace; parties,
    /// sources and issues have their own.
    /// Why: the id is the citation key; with two bearers nobody knows which one is cited.
    /// Example:
    ///     Article: Holm said the bridge would stay closed. Vey objected.
    ///     [quote.bridge]
    ///     source = "mayor"
    ///     text   = "the bridge would stay closed"
    ///     [claim.bridge]
    ///     says   = "The bridge stays closed"
    ///     text   = "the bridge would stay closed"
    /// Mend: rename one of the two, and whatever refers to it.
    E07 By::Reading;

    /// What: a table, field or value that the format does not know, a wrong type, a file that cannot be read, or a
    /// waiver without a reason.
    /// Why: a field that is misspelt and silently ignored is the worst fault of all: think of a lost hedge.
    /// Example:
    ///     Article: Holm said the bridge may stay closed.
    ///     [quote.bridge]
    ///     source = "mayor"
    ///     text   = "stay closed"
    ///     hegde  = "may"
    /// Mend: the finding names the nearest word that the format knows.
    E08 By::Reading;

    /// What: a required field is absent, or a file holds anchors and no `[article]`.
    /// Why: without a source, words and an article there is nothing to check.
    /// Example:
    ///     Article: Holm said the bridge would stay closed.
    ///     [quote.bridge]
    ///     text = "the bridge would stay closed"
    /// Mend: add the field.
    E09 By::Reading;

    /// What: a position, shift or judgement that rests on no record. A shift may rest on words of its own (`text`).
    /// Why: an assertion without evidence is the analyst's word alone, and the note would print it as a finding.
    /// Example:
    ///     Article: Holm spoke on Monday.
    ///     [position.north-border]
    ///     party    = "north"
    ///     issue    = "border"
    ///     says     = "The border stays shut"
    ///     evidence = []
    /// Mend: name records in `evidence` (in `because` for a judgement), or make it a note of kind `comment` or `gap`.
    E10 By::Rule(support::none);

    /// What: a position whose only evidence is what others ascribe to the party.
    /// Why: what somebody says a party wants is a reading of that party; printed as its position it becomes its word.
    /// Example:
    ///     Article: The North wants the valley, writes Lund.
    ///     [quote.reading]
    ///     source   = "analyst"
    ///     text     = "The North wants the valley"
    ///     ascribes = "north"
    ///     [position.north-border]
    ///     party    = "north"
    ///     issue    = "border"
    ///     says     = "Wants the valley"
    ///     evidence = ["reading"]
    /// Mend: add a statement of the party itself, or leave the position out: the matrix shows the reading as ascribed.
    E11 By::Rule(support::ascribed);

    /// What: the article differs from the one the lock remembers.
    /// Why: quotations that stood in one edition may be altered or gone in the next.
    /// Example: an article corrected after it was annotated; the finding says which anchors held, moved or vanished.
    /// Mend: `onrecord drift` shows each change; `onrecord lock` accepts the article as it is now.
    E12 By::Rule(edition::changed);

    /// What: records that refer to each other in a circle (`re`, `replaces`, `same_as`), or a chain in `via` that comes
    /// back to somebody who is already in it.
    /// Why: there is no first statement, and no newest position, in a circle.
    /// Example:
    ///     Article: Holm said no, Vey said yes.
    ///     [quote.no]
    ///     source = "mayor"
    ///     text   = "said no"
    ///     re     = "yes"
    ///     [quote.yes]
    ///     source = "envoy"
    ///     text   = "said yes"
    ///     re     = "no"
    /// Mend: take one of the references out.
    E13 By::Rule(circles::circles);

    /// What: likelihood and confidence in one sentence of a judgement, or a likelihood that the chosen scale does not have.
    /// Why: how likely something is and how well founded the judgement is are two things (ICD 203); words of two scales
    /// cannot be compared.
    /// Example:
    ///     Article: Holm said no.
    ///     [quote.no]
    ///     source = "mayor"
    ///     text   = "said no"
    ///     [note.outlook]
    ///     kind    = "judgement"
    ///     says    = "We judge with high confidence that a deal is unlikely."
    ///     because = ["no"]
    /// Mend: put the word of the scale into `likelihood`, the confidence into `confidence`.
    E14 By::Rule(says::mixed_scales);

    /// What: the clause says that the words were passed on ("is reported to", "allegedly", "according to officials"),
    /// and `via` does not say by whom.
    /// Why: hearsay printed without its carrier is promoted to a statement.
    /// Example:
    ///     Article: Holm is reported to have refused the offer.
    ///     [quote.offer]
    ///     source = "mayor"
    ///     text   = "refused the offer"
    /// Mend: `via = ["unnamed"]` or the ids of those who passed it on; `via = []` where the phrase does not govern the words.
    W15 By::Rule(clause::hearsay);

    /// What: a hedge in the clause ("may", "apparently", "as far as is known") that neither the words, `hedge` nor `says` carry;
    /// or an omission or insertion that turns the sense of a quotation: a negation left out, one sentence made of parts of two.
    /// Why: a hedge lost on the way turns a possibility into a fact, and a word left out turns a sentence round.
    /// Example:
    ///     Article: Holm said the city may close the bridge.
    ///     [quote.bridge]
    ///     source = "mayor"
    ///     text   = "close the bridge"
    /// Mend: `hedge = "may"`, or take it into `text`.
    W16 By::Rule(clause::hedge);

    /// What: a name in the article that looks like a known source, spelt otherwise.
    /// Why: one person under two spellings is counted, filtered and found as two.
    /// Example:
    ///     Article: Mayor Ada Hollm refused.
    ///     [quote.refused]
    ///     source = "mayor"
    ///     text   = "refused"
    /// Mend: add the spelling to `aka` of the source, if it is the same person.
    W17 By::Rule(names::variants);

    /// What: words in quotation marks that no quote or claim covers.
    /// Why: somebody was quoted and the briefing says nothing of it; scare quotes count, because whose word it is matters.
    /// Example:
    ///     Article: Holm called the offer “an insult” on Monday.
    /// Mend: paste the block from the finding and fill in who says it.
    W18 By::Rule(coverage::uncovered);

    /// What: title, author, publisher, date or url of the article neither given nor listed in `unknown`.
    /// Why: "not in the source" and "nobody looked" are different things, and a reader has to know which.
    /// Example:
    ///     Article: Holm refused.
    ///     [article]
    ///     file    = "a.txt"
    ///     unknown = ["author"]
    /// Mend: write the facts into `[article]`, or list what you looked for and did not find in `unknown`.
    W19 By::Rule(provenance::provenance);

    /// What: `when` is relative ("Tuesday", "this week") while the article has no date, or it is narrower than what is printed.
    /// Why: "Tuesday" of an undated article is no date, and a day that the article does not give is an invention.
    /// Example:
    ///     Article: Holm refused on Tuesday.
    ///     [quote.refused]
    ///     source = "mayor"
    ///     text   = "refused"
    ///     when   = "Tuesday"
    /// Mend: date the article; where it has no date, keep the printed words and waive the finding in `[article]`.
    W20 By::Rule(provenance::undated);

    /// What: a current position that rests only on unnamed, group or leak sources.
    /// Why: nobody stands by it with a name; a reader should know before building on it.
    /// Example:
    ///     Article: Officials said the border stays shut.
    ///     [quote.shut]
    ///     source = "officials"
    ///     text   = "the border stays shut"
    ///     [position.north-border]
    ///     party    = "north"
    ///     issue    = "border"
    ///     says     = "The border stays shut"
    ///     evidence = ["shut"]
    /// Mend: add a named statement if there is one.
    W21 By::Rule(support::weak);

    /// What: `says` uses a loaded verb (claims that, admits, insists, boasts) that the article does not use.
    /// Why: the verb is a verdict on the speaker, and it would be yours.
    /// Example:
    ///     Article: Holm said the bridge was safe.
    ///     [claim.safe]
    ///     says   = "Holm admits that the bridge was safe"
    ///     text   = "the bridge was safe"
    ///     source = "mayor"
    /// Mend: a plain verb (says, states, tells), or the article's own.
    W22 By::Rule(says::loaded);

    /// What: `says` uses the other word of a contested pair (`terms` in `[dossier]`) than the words it rests on.
    /// Why: whether a town was liberated or conquered is the dispute itself.
    /// Example:
    ///     Article: Holm said they had liberated the valley.
    ///     [dossier]
    ///     terms  = [["liberate", "conquer"]]
    ///     [claim.valley]
    ///     says   = "They conquered the valley"
    ///     text   = "they had liberated the valley"
    ///     source = "mayor"
    /// Mend: use the printed word, in marks if it is not yours.
    W23 By::Rule(says::contested);

    /// What: a supported claim or a current position that rests on one article, or in the end on one source. A party that
    /// speaks for itself needs no second source; a dossier of one article is told so once.
    /// Why: repetition is not confirmation.
    /// Example:
    ///     Article: Holm said the border stays shut.
    ///     [quote.shut]
    ///     source = "mayor"
    ///     text   = "the border stays shut"
    ///     [position.north-border]
    ///     party    = "north"
    ///     issue    = "border"
    ///     says     = "The border stays shut"
    ///     evidence = ["shut"]
    /// Mend: another article or another source, if there is one.
    W24 By::Rule(support::single);

    /// What: a position that still counts as current though another replaces it, or a later one or a later shift exists.
    /// Why: yesterday's position is printed beside today's as if both held.
    /// Example:
    ///     Article: Holm said the border stays shut. Later Holm opened it.
    ///     [quote.shut]
    ///     source = "mayor"
    ///     text   = "the border stays shut"
    ///     [position.old]
    ///     party    = "north"
    ///     issue    = "border"
    ///     says     = "Shut"
    ///     evidence = ["shut"]
    ///     [position.new]
    ///     party    = "north"
    ///     issue    = "border"
    ///     says     = "Open"
    ///     evidence = ["shut"]
    ///     replaces = "old"
    /// Mend: `status = "superseded"` in the older one.
    W25 By::Rule(standing::stale);

    /// What: two current positions of one party on one issue differ, and nothing links them.
    /// Why: either one is stale, or the party contradicts itself and somebody should say so.
    /// Example:
    ///     Article: Holm said the border stays shut. Officials said it opens.
    ///     [quote.shut]
    ///     source = "mayor"
    ///     text   = "the border stays shut"
    ///     [position.a]
    ///     party    = "north"
    ///     issue    = "border"
    ///     says     = "Shut"
    ///     stance   = "for"
    ///     evidence = ["shut"]
    ///     [position.b]
    ///     party    = "north"
    ///     issue    = "border"
    ///     says     = "Open"
    ///     stance   = "against"
    ///     evidence = ["shut"]
    /// Mend: `replaces` in the newer one, or a note of kind `conflict` about both.
    W26 By::Rule(standing::contradiction);

    /// What: over 50 words in one quotation, or over 25 % of an article copied in quotations.
    /// Why: a briefing that copies an article replaces it, for its readers and for its owner.
    /// Example:
    ///     Article: Holm said: “We will not yield: not today, not tomorrow, not when the river is high and not when it is low,
    ///         not to those who come with papers, not to those who come with tanks, not for money, not for peace, not for
    ///         the promise of either, and not for anything that anybody in that room has so far had the heart to offer.”
    ///     [quote.never]
    ///     source = "mayor"
    ///     text   = "We will not yield >> the heart to offer"
    /// Mend: leave words out with `[...]`, or annotate the core only.
    W27 By::Rule(coverage::long);

    /// What: a paraphrase of two or more sentences with one cue at its end and no `scope`.
    /// Why: whether "writes Lund" also covers the sentence before is anybody's guess; the note has to say so.
    /// Example:
    ///     Article: The talks are over. Nothing is left to say, writes Lund.
    ///     [quote.over]
    ///     source = "analyst"
    ///     text   = "The talks are over. Nothing is left to say"
    ///     cue    = "writes"
    /// Mend: `scope = "unclear"`, or anchor only the sentence with the cue.
    W28 By::Rule(clause::reach);

    /// What: cells of the matrix with nothing in them: no statement, and no article listed as silent.
    /// Why: "none stated" and "not yet read" must not look the same.
    /// Example:
    ///     Article: Holm refused.
    ///     [quote.refused]
    ///     source = "mayor"
    ///     text   = "refused"
    ///     on     = "trade"
    /// Mend: read the article for it; where it states nothing, list the issue under `[article.silent]`.
    I29 By::Rule(codebook::unread);

    /// What: a source, party, issue or waiver that nothing uses, or a TOML file that is no part of a dossier.
    /// Why: leftovers mislead; often they are a misspelt id somewhere else.
    /// Example:
    ///     Article: Holm refused.
    ///     [quote.refused]
    ///     source = "mayor"
    ///     text   = "refused"
    ///     [source.nobody]
    ///     name   = "Nobody"
    /// Mend: take it out, or use it.
    I30 By::Rule(codebook::unused);
}

/// What `check --explain CODE` prints: what the rule finds, why, an example, and the way out.
#[must_use]
pub fn explain(code: Code) -> String {
    let weight = match (code.severity(), code.refused_when_final()) {
        (Severity::Error, _) => "error: export is refused",
        (Severity::Warning, true) => "warning: export is refused under --final",
        (Severity::Warning, false) => "warning",
        (Severity::Info, _) => "information",
    };
    let mut out = format!("{} {}\n{weight}\n\n", code.code(), code.name());
    let body = RULES.iter().find(|rule| rule.code == code);
    for line in body.map_or("", |rule| rule.explain).lines() {
        out += line.strip_prefix(' ').unwrap_or(line);
        out.push('\n');
    }
    if code.severity() == Severity::Warning {
        out += "Let stand: `waive = { ";
        out += code.code();
        out += " = \"the reason\" }` in the record or in `[article]`.\n";
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::findings;

    #[test]
    fn every_code_has_its_row() {
        let codes: Vec<Code> = RULES.iter().map(|rule| rule.code).collect();
        assert_eq!(codes, Code::ALL);
    }

    #[test]
    fn every_example_raises_its_code() {
        for rule in RULES {
            assert!(rule.explain.contains(" What: ") && rule.explain.contains(" Why: "));
            let example = rule
                .explain
                .lines()
                .filter_map(|line| line.strip_prefix("     "));
            let example: Vec<&str> = example.collect();
            if example.is_empty() {
                continue; // an edition has none that one text could show
            }
            let toml = example.iter().position(|line| line.starts_with('['));
            let toml = toml.unwrap_or(example.len());
            let article = example[..toml].concat().replace("    ", " ");
            let text = article.strip_prefix("Article: ").expect("an article first");
            let (found, _) = findings(text, &example[toml..].join("\n"));
            let codes: Vec<Code> = found.iter().map(|f| f.code).collect();
            assert!(
                codes.contains(&rule.code),
                "{} finds {codes:?}",
                rule.explain
            );
        }
    }
}
