//! What an answer says about its reach and its protection, in words.

use access::{Actor, Role};
use kernel::Lang;
use questions::{ColumnType, Question};

/// Whose reach the rows are within.
pub(super) fn scope(actor: &Actor, lang: Lang) -> String {
    let mut roles: Vec<&str> = actor
        .assignments
        .iter()
        .filter(|held| held.role != Role::Public)
        .map(|held| held.role.label().get(lang))
        .collect();
    roles.sort_unstable();
    roles.dedup();
    match (lang, actor.is_signed_in(), roles.is_empty()) {
        (Lang::Sv, false, _) => "Det som är öppet för alla.".to_owned(),
        (Lang::En, false, _) => "What is open to everyone.".to_owned(),
        (Lang::Sv, true, true) => "Det som är öppet för alla; den som frågade har ingen roll i dag.".to_owned(),
        (Lang::En, true, true) => "What is open to everyone; the caller holds no role today.".to_owned(),
        (Lang::Sv, true, false) => format!("Det som nås i rollen {}.", roles.join(", ")),
        (Lang::En, true, false) => format!("What is reached as {}.", roles.join(", ")),
    }
}

/// How counts of others' records are protected; empty where the question has no protected counts.
pub(super) fn protection(question: &Question, lang: Lang) -> &'static str {
    let protected = question.definition().columns.iter().any(|column| column.kind == ColumnType::Count);
    match (protected, lang) {
        (false, _) => "",
        (true, Lang::Sv) => {
            "Andras antal är skyddade: de kan avvika något, och 0 betyder inga eller få. Statuskolumnen bredvid säger vilka antal som är exakta."
        }
        (true, Lang::En) => {
            "Others' counts are protected: they may differ slightly, and 0 means none or few. The status column beside them says which are exact."
        }
    }
}
