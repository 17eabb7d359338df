//! One folder a noun: the object, its filter and order, its queries and mutations, the Swedish and English of its rules.

pub mod endorsement;
pub mod industry_council;
pub mod need;

use kernel::{Label, Rule};

/// The texts of every rule, searched room by room.
const TEXTS: &[&[(Rule, Label)]] = &[crate::noun::rules::SHARED, need::rules::TEXTS, endorsement::rules::TEXTS];

pub mod rules;

/// What to say when `rule` is broken. A rule without a text is a fault of ours that a test finds.
pub fn rule_text(rule: Rule) -> Label {
    let found = TEXTS.iter().flat_map(|texts| texts.iter()).find(|(name, _)| *name == rule);
    found.map_or(Label { sv: rule, en: rule }, |(_, text)| *text)
}
