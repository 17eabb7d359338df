//! How a spell is shown.

use async_graphql::{Context, ID, Object, Result};
use participants::Spell;

use super::filter::{ParticipationSpellFilter, ParticipationSpellOrder};
use crate::{
    graph::{Date, Node, Noun},
    noun::participation::ParticipationObject,
};

/// A spell.
pub struct ParticipationSpellObject(Node<Spell>);

impl From<Node<Spell>> for ParticipationSpellObject {
    fn from(node: Node<Spell>) -> Self {
        Self(node)
    }
}

impl Noun for ParticipationSpellObject {
    type Record = Spell;
    type Filter = ParticipationSpellFilter;
    type Order = ParticipationSpellOrder;
    const NAME: &'static str = "ParticipationSpell";
}

/// Deltagandeperiod: one stay in a project. Someone who comes back has several; they never overlap.
#[Object(name = "ParticipationSpell")]
impl ParticipationSpellObject {
    /// Id.
    pub async fn id(&self) -> ID {
        self.0.row().id.public().into()
    }

    /// Version, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.row().version
    }

    /// Första dag.
    async fn starts_on(&self) -> Date {
        Date(self.0.row().starts_on)
    }

    /// Sista dag; nothing while it goes on.
    async fn ends_on(&self) -> Option<Date> {
        self.0.row().ends_on.map(Date)
    }

    /// Deltagandet.
    async fn participation(&self, ctx: &Context<'_>) -> Result<Option<ParticipationObject>> {
        self.0.one(ctx, |row| Some(row.participation)).await
    }
}
