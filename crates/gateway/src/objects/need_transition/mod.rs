//! Behovets steg.

use graph::{Field, Fields, FilterInput, Object, OrderInput, Table, table};
use industry_councils::{NeedTransition, need_transition::NeedTransitionColumn as C};
use kernel::Label;

use crate::objects::{
    NodeKind, Registration, council::CouncilObject, industry_council::IndustryCouncilObject, need::NeedObject,
};

pub(crate) const REGISTRATION: Registration =
    Registration { nodes: &[NodeKind::of::<NeedTransitionObject>()], ..Registration::NONE };

pub type NeedTransitionObject = Object<NeedTransitionFields>;
pub type NeedTransitionFilter = FilterInput<NeedTransitionFields>;
pub type NeedTransitionOrder = OrderInput<NeedTransitionFields>;

type F = Field<NeedTransitionFields>;

/// The fields of [`NeedTransition`].
pub struct NeedTransitionFields;

impl Fields for NeedTransitionFields {
    type Record = NeedTransition;

    const NAME: &'static str = "NeedTransition";
    const ABOUT: Label = Label {
        sv: "Behovets steg: när ett behov gick från en status till en annan.",
        en: "Step of a need: when a need went from one status to another.",
    };
    const TITLE: &'static str = "need { id title } to takenOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(NeedTransitionFields, [
            F::choice("from", C::FromStatus, |row| row.from, ("Från status.", "From status.")).filtered(),
            F::choice("to", C::ToStatus, |row| row.to, ("Till status.", "To status.")).filtered(),
            F::date("takenOn", C::TakenOn, |row| row.taken_on,
                ("Taget den: dagen då det registrerades.", "Taken on: the day it was recorded.")).filtered().ordered(),
            F::one::<NeedObject>("need", C::NeedId, |row| Some(row.need), ("Behov.", "Need.")).filtered().by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: det vars bild behovet är en del av.", "Council: the one whose picture the need is part of.")).by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |row| row.industry_council,
                ("Branschråd: det som behovet anmäldes till.", "Industry council: the one that the need was reported to.")).by_id(),
        ])
    }
}
