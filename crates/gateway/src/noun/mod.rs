//! One folder a noun: the object, its filter and order, its queries and mutations, the Swedish and English of its rules.

pub mod access_token;
pub mod audit;
pub mod council;
pub mod effort;
pub mod endorsement;
pub mod enrolment;
pub mod entity;
pub mod event;
pub mod hub;
pub mod hub_funding;
pub mod industry_council;
pub mod membership;
pub mod need;
pub mod need_effort;
pub mod node;
pub mod occasion;
pub mod organisation;
pub mod outcome;
pub mod participant;
pub mod participation;
pub mod participation_spell;
pub mod principle_measure;
pub mod project;
pub mod project_partner;
pub mod project_target;
pub mod role_assignment;
pub mod saved_question;
pub mod session;
pub mod statistics;
pub mod taxonomy;
pub mod triage;
pub mod viewer;
pub mod words;
pub mod workforce;

use async_graphql::Context;
use kernel::{Label, Result, Rule};
use store::{Column, IdSet, Record, Shelf};

use crate::{
    app::{app, caller},
    graph::Filtering,
};

/// The texts of every rule, searched room by room.
const TEXTS: &[&[(Rule, Label)]] = &[
    rules::SHARED,
    need::rules::TEXTS,
    endorsement::rules::TEXTS,
    organisation::rules::TEXTS,
    council::rules::TEXTS,
    membership::rules::TEXTS,
    role_assignment::rules::TEXTS,
    hub::rules::TEXTS,
    hub_funding::rules::TEXTS,
    project::rules::TEXTS,
    project_target::rules::TEXTS,
    effort::rules::TEXTS,
    occasion::rules::TEXTS,
    session::rules::TEXTS,
    enrolment::rules::TEXTS,
    outcome::rules::TEXTS,
    participant::rules::TEXTS,
    participation::rules::TEXTS,
    statistics::rules::TEXTS,
    saved_question::rules::TEXTS,
    access_token::rules::TEXTS,
];

pub mod rules;

/// What to say when `rule` is broken. A rule without a text is a fault of ours that a test finds.
pub fn rule_text(rule: Rule) -> Label {
    let found = TEXTS.iter().flat_map(|texts| texts.iter()).find(|(name, _)| *name == rule);
    found.map_or(Label { sv: rule, en: rule }, |(_, text)| *text)
}

/// For a filter that asks about another noun: the values of `column` in that noun's rows that the caller reaches.
///
/// # Errors
/// What the other noun's filter says.
pub fn set<T: Record>(
    ctx: &Context<'_>,
    asked: Option<Box<impl Filtering<Column<T>>>>,
    column: Column<T>,
) -> Result<Option<IdSet>> {
    let Some(asked) = asked else { return Ok(None) };
    let filter = asked.filter(ctx)?;
    Ok(Some(Shelf::<T>::new(&app(ctx).db).set(&caller(ctx).request, &filter, column)))
}
