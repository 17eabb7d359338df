//! How a spell is shown.

use kernel::Label;
use participants::{Spell, participation::SpellColumn as C};

use crate::{
    graph::{Field, Fields, FilterInput, Object, OrderInput, Table},
    objects::participation::ParticipationObject,
    table,
};

pub type ParticipationSpellObject = Object<Spell>;
pub type ParticipationSpellFilter = FilterInput<Spell>;
pub type ParticipationSpellOrder = OrderInput<Spell>;

type F = Field<Spell>;

impl Fields for Spell {
    const NAME: &'static str = "ParticipationSpell";
    const ABOUT: Label = Label {
        sv: "Deltagandeperiod: en vistelse i ett projekt. Den som kommer tillbaka har flera; de överlappar aldrig.",
        en: "Spell: one stay in a project. Someone who comes back has several; they never overlap.",
    };
    const TITLE: &'static str = "participation { id project { id name } } startsOn endsOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(Spell, [
            F::date("startsOn", C::StartsOn, |row| row.starts_on, ("Första dag.", "First day.")).filtered().ordered(),
            F::maybe_date("endsOn", C::EndsOn, |row| row.ends_on,
                ("Sista dag; saknas medan det pågår.", "Last day; nothing while it goes on.")).filtered(),
            F::resolved::<Option<ParticipationObject>>("participation",
                ("Deltagande.", "Participation."), |node, ctx| Box::pin(async move { node.one(ctx, |row| Some(row.participation)).await })),
        ])
    }
}
