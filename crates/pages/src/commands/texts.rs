//! Every text of every form, looked through as its reader sees it.

use gateway::schema::mutations;
use kernel::{
    Lang,
    command::{Kind, Table},
};

use super::{form, words};

/// Place, label and help of a command and of each of its fields.
fn texts(lang: Lang) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for row in mutations().rows() {
        let (title, help) = words::label(row.about, lang);
        all.push((row.name.to_owned(), title, help.unwrap_or_default()));
        below(row.name, row.table, lang, &mut all);
    }
    all
}

fn below(at: &str, table: &'static Table, lang: Lang, all: &mut Vec<(String, String, String)>) {
    for field in table.fields {
        let at = format!("{at}.{}", field.name);
        let (label, help) = words::label(field.about, lang);
        let is_code = matches!(field.kind, Kind::Code(_));
        let help = help.filter(|help| !(is_code && form::tells_of_codes(help)));
        all.push((at.clone(), label, help.unwrap_or_default()));
        match field.kind {
            Kind::Group(table) => below(&at, table, lang, all),
            Kind::Choice(enumeration) => {
                for value in (enumeration.values)() {
                    let note = value.note.map_or("", |note| note.get(lang));
                    all.push((format!("{at}.{}", value.code), value.words.get(lang).to_owned(), note.to_owned()));
                }
            }
            _ => {}
        }
    }
}

/// A word as programs write it: `NOT_FOUND`, `NATIONAL`, `mandateFrom`.
fn is_of_programs(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let has_low = word.chars().any(char::is_lowercase);
    let has_high_inside = word.chars().skip(1).any(char::is_uppercase);
    let camel = has_low && has_high_inside && word.chars().next().is_some_and(char::is_lowercase);
    let shout = word.chars().count() > 4 && word.chars().all(char::is_uppercase);
    word.contains('_') || camel || shout
}

#[test]
fn labels_are_short_and_end_where_a_sentence_does() {
    let odd = |label: &str| {
        let is_cut = ["t.ex", "e.g", "bl.a", ","].iter().any(|end| label.ends_with(end));
        let brackets = label.matches('(').count() != label.matches(')').count();
        is_cut || brackets || label.is_empty() || label.chars().count() > 90
    };
    for lang in [Lang::Sv, Lang::En] {
        let wrong: Vec<_> = texts(lang).into_iter().filter(|(_, label, _)| odd(label)).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

#[test]
fn no_text_of_a_form_is_for_programs() {
    for lang in [Lang::Sv, Lang::En] {
        let odd = |text: &str| text.split_whitespace().any(is_of_programs);
        let wrong: Vec<_> = texts(lang).into_iter().filter(|(_, label, help)| odd(label) || odd(help)).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
