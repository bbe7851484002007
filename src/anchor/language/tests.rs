//! What is critical in each language.
use super::{
    super::change::{Critical, critical, diff},
    Language,
};
use crate::text::Span;

/// What is critical between `written` and `printed` in language `lang`.
fn between(lang: &str, written: &str, printed: &str) -> Vec<Critical> {
    let place = Span::new(0, printed.len());
    critical(&diff(written, printed, place, Language::of(Some(lang))))
}

#[test]
fn changes_of_the_sense_are_told_in_each_language() {
    use Critical::{Modal, Name, Negation, Number, Quantifier};
    for (lang, written, printed, why) in [
        (
            "de",
            "er hat zugestimmt",
            "er hat nicht zugestimmt",
            vec![Negation],
        ),
        (
            "de",
            "das ist möglich",
            "das ist unmöglich",
            vec![Negation, Modal],
        ),
        ("de", "sie kann gehen", "sie soll gehen", vec![Modal]),
        (
            "de-CH",
            "nur einige gingen",
            "fast alle gingen",
            vec![Quantifier],
        ),
        (
            "de",
            "es sind dreißig",
            "es sind vierundzwanzig",
            vec![Number],
        ),
        ("de", "sagte Wolf dazu", "sagte Bach dazu", vec![Name]),
        (
            "de",
            "nach der Sitzung dort",
            "nach der Vereinbarung dort",
            vec![],
        ),
        ("fr", "il est venu", "il n’est pas venu", vec![Negation]),
        ("fr", "il doit partir", "il peut partir", vec![Modal]),
        (
            "fr",
            "presque toutes partent",
            "plusieurs partent",
            vec![Quantifier],
        ),
        (
            "fr",
            "pour l’Ukraine ici",
            "pour l’Autriche ici",
            vec![Name],
        ),
        (
            "fr",
            "coûte d’environ peu",
            "coûte d’ici peu",
            vec![Quantifier],
        ),
        ("fr", "après trois mois", "après quatre mois", vec![Number]),
        ("es", "ella viene", "ella no viene", vec![Negation]),
        ("es", "es legal hoy", "es ilegal hoy", vec![Negation]),
        ("es", "puede salir", "debe salir", vec![Modal]),
        ("es", "todos salen", "algunos salen", vec![Quantifier]),
        ("es", "en tres años", "en dos años", vec![Number]),
        ("ru", "они согласны", "они не согласны", vec![Negation]),
        ("ru", "он может уйти", "он должен уйти", vec![Modal]),
        ("ru", "почти все ушли", "многие ушли", vec![Quantifier]),
        (
            "ru",
            "через пятнадцать дней",
            "через двадцать дней",
            vec![Number],
        ),
        (
            "ru",
            "сказал Волков вчера",
            "сказал Зайцев вчера",
            vec![Name],
        ),
        ("it", "sono 20 a Roma", "sono 30 a Pisa", vec![Number, Name]),
        ("it", "non viene", "viene", vec![]),
        (
            "en",
            "a several-hour talk",
            "a several-day talk",
            vec![Number],
        ),
    ] {
        let mut found = between(lang, written, printed);
        found.sort_unstable();
        assert_eq!(found, why, "{lang}: {written} / {printed}");
    }
}

#[test]
fn dates_multiples_and_refusals_are_told_and_accents_are_no_number() {
    use Critical::{Modal, Negation, Number, Quantifier};
    for (lang, written, printed, why) in [
        (
            "de",
            "vorwiegend hier",
            "ausschließlich hier",
            vec![Quantifier],
        ),
        (
            "en",
            "in late October",
            "in early October",
            vec![Quantifier],
        ),
        ("en", "of late rain", "of early rain", vec![]),
        (
            "en",
            "rests primarily here",
            "rests solely here",
            vec![Quantifier],
        ),
        (
            "en",
            "they left today",
            "they left, sources say, today",
            vec![Modal],
        ),
        ("en", "on 12 March or so", "on 12 May or so", vec![Number]),
        ("en", "May 12 passed", "March 12 passed", vec![Number]),
        ("en", "they may go", "they go", vec![Modal]),
        ("en", "on Sunday again", "on Monday again", vec![Number]),
        ("en", "it was doubled", "it was tripled", vec![Number]),
        (
            "en",
            "he declined to sign",
            "he agreed to sign",
            vec![Negation],
        ),
        ("en", "he declined to sign", "he signed", vec![Negation]),
        ("en", "output declined again", "output fell again", vec![]),
        ("en", "she denied it", "she confirmed it", vec![Negation]),
        ("en", "it was rejected", "it was accepted", vec![Negation]),
        (
            "en",
            "he failed to win",
            "he managed to win",
            vec![Negation],
        ),
        ("en", "a harmful drug", "a harmless drug", vec![Negation]),
        (
            "en",
            "it costs less today",
            "it costs this today",
            vec![Quantifier],
        ),
        ("fr", "cette année encore", "cette annee encore", vec![]),
        (
            "fr",
            "le budget a doublé",
            "le budget a triplé",
            vec![Number],
        ),
        (
            "de",
            "der Etat ist verdoppelt",
            "der Etat ist halbiert",
            vec![Number],
        ),
        (
            "es",
            "el gasto se duplicó",
            "el gasto se triplicó",
            vec![Number],
        ),
        ("ru", "расходы удвоились", "расходы утроились", vec![Number]),
    ] {
        assert_eq!(
            between(lang, written, printed),
            why,
            "{lang}: {written} / {printed}"
        );
    }
}

#[test]
fn who_else_says_it_comes_and_goes_as_a_modal() {
    for (lang, with, without) in [
        (
            "en",
            "they are reported to have raised it",
            "they have raised it",
        ),
        (
            "en",
            "Russia was also said to have objected",
            "Russia objected",
        ),
        ("en", "the plan is said to be dead", "the plan is dead"),
        ("en", "it appears to be so", "it is so"),
        ("en", "the army claims that it left", "it left"),
        ("en", "according to him it left", "it left"),
        ("de", "der Plan scheint tot zu sein", "der Plan ist tot"),
        ("de", "laut Armee zog sie ab", "sie zog ab"),
        ("fr", "le plan semble mort", "le plan est mort"),
        ("fr", "selon lui elle part", "elle part"),
        ("es", "el plan parece muerto", "el plan es muerto"),
        ("es", "se dice que ella sale", "ella sale"),
        ("ru", "по словам врача он ушёл", "он ушёл"),
        ("ru", "план кажется мёртвым", "план мёртвый"),
    ] {
        for (written, printed) in [(with, without), (without, with)] {
            let found = between(lang, written, printed);
            assert!(
                found.contains(&Critical::Modal),
                "{written} / {printed}: {found:?}"
            );
        }
    }
    for (written, printed) in [
        ("it is said to be so", "it was said to be so"),
        ("she said that it left", "she said it left"),
        ("he is said to go", "he is reported to go"),
        ("he came to stay", "he came and said to stay"),
    ] {
        assert_eq!(between("en", written, printed), [], "{written} / {printed}");
    }
}

#[test]
fn what_measures_is_told_beside_what_it_measures_alone() {
    use Critical::Quantifier;
    for (lang, written, printed, why) in [
        ("en", "to hand over power", "to hand power", vec![]),
        ("en", "over 20 boats", "under 20 boats", vec![Quantifier]),
        ("en", "up to a hundred", "a hundred", vec![Quantifier]),
        (
            "en",
            "over half of the boats",
            "under half of the boats",
            vec![Quantifier],
        ),
        (
            "de",
            "über die Hälfte davon",
            "unter die Hälfte davon",
            vec![Quantifier],
        ),
        (
            "fr",
            "près de la moitié part",
            "loin de la moitié part",
            vec![Quantifier],
        ),
        (
            "es",
            "cerca de la mitad sale",
            "lejos de la mitad sale",
            vec![Quantifier],
        ),
        (
            "ru",
            "около половины ушло",
            "после половины ушло",
            vec![Quantifier],
        ),
        (
            "en",
            "boys of 12 and under",
            "boys of 12 and over",
            vec![Quantifier],
        ),
        ("en", "to hand power over", "to hand power", vec![]),
        (
            "en",
            "power went over. Ten men left",
            "power went. Ten men left",
            vec![],
        ),
        ("de", "über das Meer", "auf das Meer", vec![]),
        ("de", "über 20 Boote", "unter 20 Boote", vec![Quantifier]),
        ("es", "cerca de aquí", "lejos de aquí", vec![]),
        ("ru", "около дома", "возле дома", vec![]),
    ] {
        assert_eq!(
            between(lang, written, printed),
            why,
            "{lang}: {written} / {printed}"
        );
    }
}

#[test]
fn every_list_is_small_letters_and_each_word_once() {
    for (lang, list) in super::LISTS {
        let table: toml::Table = toml::from_str(list).expect(lang);
        for (key, words) in &table {
            let words: Vec<&str> = (words.as_array().into_iter().flatten())
                .filter_map(toml::Value::as_str)
                .collect();
            for (i, word) in words.iter().enumerate() {
                assert_eq!(*word, word.to_lowercase(), "{lang}: {key}");
                assert!(!words[..i].contains(word), "{lang}: {key}: {word} twice");
            }
        }
    }
}
