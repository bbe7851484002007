//! Every place of what is searched for, article by article; the text around the chosen one beside the list or below it.
use crate::ui::{
    describe,
    draw::{
        page::{self, Line},
        strip::Strip,
    },
    pane::record,
};
use crate::{
    app::{State, Target},
    config::Role,
    model::{Article, RecordId},
    search::{Place, found_by},
    text::{Span, counted, fit, rows as wrapped},
};
use ratatui::layout::Rect;

/// Bytes of a paragraph wrapped before a place.
const BEFORE: usize = 2000;

/// The rows of the list that show.
pub(in crate::ui) fn rows(state: &State, at: usize, width: usize, height: usize) -> Vec<Strip> {
    let places = &state.search.everywhere;
    let mut lines = Vec::new();
    if places.is_empty() {
        lines.extend(page::remark(nothing(state), width));
    }
    let mut n = 0;
    for run in places.chunk_by(|one, next| one.0 == next.0) {
        lines.push(head(state, run[0].0, run.len()));
        lines.extend((n..n + run.len()).map(Line::Item));
        n += run.len();
    }
    let item = |n: usize| {
        let known = places.get(n);
        let strip = known.map(|(number, place)| strip(state, *number, *place, width));
        strip.unwrap_or_default().at(Target::Item(n))
    };
    page::rows(&lines, at, Vec::new(), height, item)
}

fn nothing(state: &State) -> &'static str {
    let search = &state.search;
    match &search.fault {
        Some(_) => "this is no regular expression",
        None if search.looks_on() => "looking through all articles ...",
        None => "it stands in no article",
    }
}

/// An article, and how often it stands there.
fn head(state: &State, number: usize, listed: usize) -> Line {
    let label = state.dossier.articles()[number].label();
    let count = state.search.counts.get(number).copied();
    let (places, more) = count.map_or((listed, false), |count| (count.places, count.more));
    let of = if listed < places {
        format!("the first {listed} of ")
    } else {
        String::new()
    };
    let told = told(places, more);
    let strip = Strip::new(Role::Head, format!(" {label}"));
    Line::Said(strip.right(Role::Dim, format!(" {of}{told} ")))
}

/// `   ¶8   force of arms, or Ukrainian forces leave`
fn strip(state: &State, number: usize, place: Place, width: usize) -> Strip {
    let dossier = &state.dossier;
    match place {
        Place::Words(span) => {
            let article = &dossier.articles()[number];
            let paragraph = format!("   {:<5}", format!("¶{}", article.paragraph_at(span.start)));
            let (line, hit) = context(article, span, width);
            Strip::new(Role::Dim, paragraph).marked(Role::Text, &line, &[hit])
        }
        Place::Record(id) => of_record(state, id, width),
    }
}

fn of_record(state: &State, id: RecordId, width: usize) -> Strip {
    let dossier = &state.dossier;
    let role = describe::role(dossier, id);
    let place = format!("   {:<5}", describe::paragraph(dossier, id));
    let mut strip = Strip::new(Role::Dim, place).and(role, describe::letter(dossier, id) + " ");
    if let Some(who) = dossier.speaker(id) {
        strip = strip.and(Role::Head, format!("{}: ", describe::speaker(dossier, who)));
    }
    strip = strip.and(role, describe::first_words(dossier, id, width));
    match why(state, id, width / 3) {
        // Its source is named in the line already.
        Some((label, told)) if label != "who" => {
            strip.right(Role::Dim, format!(" {label}: {told}"))
        }
        _ => strip,
    }
}

/// What of a record was found, where that is not its words: what it is, and the part of it that was looked for, in at most
/// `most` columns.
pub(in crate::ui) fn why(
    state: &State,
    id: RecordId,
    most: usize,
) -> Option<(&'static str, String)> {
    let matcher = state.search.marking()?;
    let (label, text) = found_by(&state.dossier, id, matcher)?;
    let hit = *matcher.places(text, Span::new(0, text.len())).first()?;
    let start = begin(text, (0, hit.start), most / 3);
    let cut = if start > 0 { "…" } else { "" };
    let mut line = cut.to_owned();
    flow(&mut line, &text[start..]);
    Some((label, fit(&line, most).into_owned()))
}

/// The place in one line of its paragraph, a third of `width` behind its start, and where in the line it is.
fn context(article: &Article, hit: Span, width: usize) -> (String, Span) {
    let text: &str = &article.text;
    let paragraph = (article.paragraph(article.paragraph_at(hit.start))).map_or(hit, |p| p.span);
    let start = begin(text, (paragraph.start, hit.start), width / 3);
    let end = paragraph.end.max(hit.end).min(hit.end + width * 4);
    let end = text.floor_char_boundary(end).max(hit.end);
    let mut line = String::new();
    if start > paragraph.start {
        line.push('…');
    }
    flow(&mut line, &text[start..hit.start]);
    let from = line.len();
    flow(&mut line, hit.of(text));
    let to = line.len();
    flow(&mut line, &text[hit.end..end]);
    (line, Span::new(from, to))
}

/// The start of a word at most `most` bytes before byte `at`, not before byte `least`.
fn begin(text: &str, (least, at): (usize, usize), most: usize) -> usize {
    let start = text
        .floor_char_boundary(at.saturating_sub(most))
        .max(least.min(at));
    if start <= least {
        return start;
    }
    let blank = text[start..at].find(char::is_whitespace);
    blank.map_or(start, |blank| text.ceil_char_boundary(start + blank + 1))
}

/// Adds `text`, runs of blanks and line breaks as one blank.
fn flow(line: &mut String, text: &str) {
    for c in text.chars() {
        let blank = c.is_whitespace();
        if !blank || !line.ends_with(' ') {
            line.push(if blank { ' ' } else { c });
        }
    }
}

/// What stands around the chosen place.
pub(in crate::ui) fn preview(state: &State, at: usize, area: Rect) -> Vec<Strip> {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let Some(&(number, place)) = state.search.everywhere.get(at) else {
        return Vec::new();
    };
    let dossier = &state.dossier;
    let article = &dossier.articles()[number];
    let mut out = vec![Strip::new(Role::Head, format!(" {}", article.label()))];
    match place {
        Place::Record(id) => {
            let path = Strip::new(Role::Dim, format!(" {}", dossier.record(id).path()));
            out.push(path.right(Role::Dim, format!("{} ", describe::place(dossier, id))));
            out.extend(record::detail(dossier, id, width));
        }
        Place::Words(span) => out.extend(around(article, span, width, height.max(1) - 1)),
    }
    out.truncate(height);
    out
}

/// Rows of the article around a place, which stands in their upper half.
fn around(article: &Article, hit: Span, width: usize, height: usize) -> Vec<Strip> {
    let text: &str = &article.text;
    let first = article.paragraph_at(hit.start);
    let (mut out, mut hit_row) = (Vec::new(), 0);
    for number in first.saturating_sub(1).max(1).. {
        let Some(paragraph) = article.paragraph(number).map(|p| p.span) else {
            break;
        };
        let from = if number < first {
            begin(text, (paragraph.start, paragraph.end), BEFORE)
        } else {
            begin(text, (paragraph.start, hit.start), BEFORE)
        };
        let from = from.clamp(paragraph.start, paragraph.end);
        let mut sign = format!(" ¶{number:<5}");
        for row in wrapped(&text[..paragraph.end], width.saturating_sub(9), from) {
            if row.start <= hit.start {
                hit_row = out.len();
            } else if out.len() > hit_row + height {
                break;
            }
            let shown = row.of(text).replace(['\n', '\r', '\t'], " ");
            let meets = hit.meets(row).then(|| {
                let (start, end) = (hit.start.max(row.start), hit.end.min(row.end));
                Span::new(start - row.start, end - row.start)
            });
            let strip = Strip::new(Role::Dim, std::mem::replace(&mut sign, " ".repeat(7)));
            out.push(strip.marked(Role::Text, &shown, meets.as_slice()));
        }
        if out.len() > hit_row + height {
            break;
        }
        out.push(Strip::default());
    }
    let above = hit_row.saturating_sub(height / 3);
    out.split_off(above.min(out.len()))
}

/// What is searched for, and how often it stands where.
pub(in crate::ui) fn about(state: &State) -> String {
    let counts = state.search.counts.iter().filter(|count| count.places > 0);
    let (mut places, mut articles, mut more) = (0, 0, false);
    for count in counts {
        places += count.places;
        articles += 1;
        more |= count.more;
    }
    let (asked, told) = (state.searched_for(), told(places, more));
    format!("{asked}  {told} in {}", counted(articles, "article"))
}

/// `3 places`; `10000+ places` where there are more.
fn told(places: usize, more: bool) -> String {
    if more {
        return format!("{places}+ places");
    }
    counted(places, "place")
}
