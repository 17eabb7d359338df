//! Koppling från en signal.

mod mutation;

pub use mutation::mutations;

use graph::{Field, Fields, FilterInput, Object, OrderInput, Table, table};
use industry_councils::{
    SignalLink,
    signal_link::{self, SignalLinkColumn as C},
};
use kernel::Label;
use taxonomy::Scheme;

use crate::objects::{NodeKind, Registration, about, council::CouncilObject, need::NeedObject, signal::SignalObject};

pub(crate) const REGISTRATION: Registration = Registration {
    mutations,
    nodes: &[NodeKind::of::<SignalLinkObject>()],
    rules: &[signal_link::rules::ALL],
    events: &[("SignalLinkMade", "Kopplingen gjordes", "The link was made")],
    ..Registration::NONE
};

pub type SignalLinkObject = Object<SignalLinkFields>;
pub type SignalLinkFilter = FilterInput<SignalLinkFields>;
pub type SignalLinkOrder = OrderInput<SignalLinkFields>;

type F = Field<SignalLinkFields>;

/// The fields of [`SignalLink`].
pub struct SignalLinkFields;

impl Fields for SignalLinkFields {
    type Record = SignalLink;

    const NAME: &'static str = "SignalLink";
    const ABOUT: Label = Label {
        sv: "Koppling från en signal: vilket behov, vilken bransch och vilken kompetens den rör.",
        en: "Link from a signal: which need, which industry and which skill it bears on.",
    };
    const TITLE: &'static str = "signal { id title } linkedOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(SignalLinkFields, [
            F::date("linkedOn", C::LinkedOn, |row| row.linked_on, ("Knuten den.", "Linked on.")).filtered().ordered(),
            F::one::<NeedObject>("need", C::NeedId, |row| row.need,
                ("Behov: inom din räckvidd.", "Need: within your reach.")).filtered().by_id(),
            F::code("sni", C::SniCode, Scheme::Sni2007, |row| row.sni.as_ref(),
                ("Bransch: SNI 2007.", "Industry: SNI 2007.")).filtered(),
            F::code("skill", C::SkillCode, Scheme::Skill, |row| row.skill.as_ref(), about::SKILL).filtered(),
            F::one::<SignalObject>("signal", C::SignalId, |row| Some(row.signal), ("Signal.", "Signal.")).filtered().by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council, about::COUNCIL).by_id(),
        ])
    }
}
