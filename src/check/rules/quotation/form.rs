//! E03: the declared form is not the one of the quotation marks.
use super::super::super::context::{Anchored, Context, finding};
use crate::{
    diag::{Code, Diagnostic},
    model::Form,
};

/// E03: the declared form is not the one of the quotation marks.
pub(in crate::check) fn form(context: &Context<'_>) -> Vec<Diagnostic> {
    let found = |a: Anchored<'_>| {
        let declared = a.record.quote()?.form?;
        let marked = a.anchor.marked?;
        if matches!(declared, Form::Summary | Form::Label) || declared == marked {
            return None;
        }
        let why = match marked {
            Form::Direct => "the whole text lies inside quotation marks of the article",
            Form::Mixed => "a part of the text lies inside quotation marks of the article",
            _ => "no part of the text lies inside quotation marks of the article",
        };
        let (declared, marked) = (declared.word(), marked.word());
        let message = format!("declared `{declared}`, but the quotation marks say `{marked}`");
        Some(
            finding(Code::E03, a.record, "form", message)
                .label(why)
                .help("leave `form` out: it is derived"),
        )
    };
    context.anchored().filter_map(found).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn a_declared_form_has_to_be_that_of_the_marks() {
        expect(
            "Holm said “we will not yield” and called it a “last word”, and that it was late.",
            r#"
            [quote.direct]
            source = "mayor"
            text = "we will not yield"
            form = "direct"
            [quote.not-direct]
            source = "mayor"
            text = "it was late"
            form = "direct" #~ E03
            [quote.not-indirect]
            source = "mayor"
            text = "called it a 'last word'"
            form = "indirect" #~ E03
            [quote.label]
            source = "mayor"
            text = "last word"
            form = "label"
            "#,
        );
    }
}
