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

/// How small numbers are protected; empty where the question has no protected counts.
pub(super) fn protection(question: &Question, lang: Lang) -> &'static str {
    let protected = question.definition().columns.iter().any(|column| column.kind == ColumnType::Count);
    match (protected, lang) {
        (false, _) => "",
        (true, Lang::Sv) => {
            "Små antal är skyddade: ett tomt antal visas inte, och statuskolumnen bredvid säger hur varje antal är skyddat."
        }
        (true, Lang::En) => {
            "Small counts are protected: an empty count is not shown, and the status column beside it says how each is protected."
        }
    }
}
