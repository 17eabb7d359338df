//! How a spell is shown.

use graph::{Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;
use participants::{Spell, participation::SpellColumn as C};

use crate::objects::{about, participation::ParticipationObject};

pub type ParticipationSpellObject = Object<ParticipationSpellFields>;
pub type ParticipationSpellFilter = FilterInput<ParticipationSpellFields>;
pub type ParticipationSpellOrder = OrderInput<ParticipationSpellFields>;

type F = Field<ParticipationSpellFields>;

/// The fields of [`Spell`].
pub struct ParticipationSpellFields;

impl Fields for ParticipationSpellFields {
    type Record = Spell;

    const NAME: &'static str = "ParticipationSpell";
    const ABOUT: Label = Label {
        sv: "Deltagandeperiod: en vistelse i ett projekt. Den som kommer tillbaka har flera; de överlappar aldrig.",
        en: "Spell: one stay in a project. Someone who comes back has several; they never overlap.",
    };
    const TITLE: &'static str = "participation { id project { id name } } startsOn endsOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(ParticipationSpellFields, [
            F::date("startsOn", C::StartsOn, |row| row.starts_on, about::FIRST_DAY).filtered().ordered(),
            F::maybe_date("endsOn", C::EndsOn, |row| row.ends_on,
                ("Sista dag; saknas medan det pågår.", "Last day; nothing while it goes on.")).filtered(),
            F::resolved::<Option<ParticipationObject>>("participation",
                ("Deltagande.", "Participation."), |node, ctx| Box::pin(async move { node.one(ctx, |row| Some(row.participation)).await })),
        ])
    }
}
