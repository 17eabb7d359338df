//! How a mandate on a seat is shown.

use councils::{
    Membership, Representative,
    membership::{self, MembershipColumn as C},
    representative::RepresentativeColumn,
};
use graph::{Choice, Date, Field, Fields, FilterInput, Object, Table, table};
use kernel::Label;
use store::Family;

use crate::objects::{
    about, council::CouncilObject, council_seat::CouncilSeatObject, industry_council::IndustryCouncilObject,
    organisation::OrganisationObject, representative::RepresentativeObject,
};

pub type SeatKind = Choice<membership::SeatKind>;
pub type Standing = Choice<membership::Standing>;
pub type MembershipStatus = Choice<membership::MembershipStatus>;
pub type MembershipObject = Object<MembershipFields>;
pub type MembershipFilter = FilterInput<MembershipFields>;

type F = Field<MembershipFields>;

/// The fields of [`Membership`].
pub struct MembershipFields;

impl Fields for MembershipFields {
    type Record = Membership;

    const NAME: &'static str = "Membership";
    const ABOUT: Label = Label {
        sv: "Ledamotskap: en organisations plats i ett råd, från inbjudan till mandatets slut.",
        en: "Membership: an organisation's seat in a council, from invitation to the mandate's end.",
    };
    const TITLE: &'static str =
        "organisation { id name } industryCouncil { id name } council { id name } seat standing mandateFrom";

    const FIRST: &'static [&'static str] = &[
        "organisation",
        "council",
        "seat",
        "status",
        "statusReason",
        "mandateFrom",
        "mandateTo",
        "industryCouncil",
        "councilSeat",
    ];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(MembershipFields, [
            F::choice("seat", C::Seat, |row| row.seat,
                ("Plats: vem den talar för.", "Seat: whom it speaks for.")).filtered().ordered(),
            F::choice("standing", C::Standing, |row| row.standing, ("Ställning.", "Standing.")).filtered(),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, membership::TRANSITIONS),
            F::date("mandateFrom", C::MandateFrom, |row| row.mandate_from,
                ("Mandat från och med; ett förslag tills mandatet börjar.", "Mandate from; a proposal until the mandate starts.")).filtered().ordered(),
            F::maybe_date("mandateTo", C::MandateTo, |row| row.mandate_to,
                ("Mandat till och med; öppet när det saknas.", "Mandate to; open when absent.")).filtered().ordered(),
            F::maybe_date("invitedOn", C::InvitedOn, |row| row.invited_on,
                ("Inbjuden den: där det är känt.", "Invited on: where it is known.")).filtered().ordered(),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(), about::STATUS_REASON),
            F::computed_of::<Date,
            bool>("heldOn", |row, day| row.held_on(day.0),
                ("Innehades den dagen.", "Held on that day."), ("day", ("Dag.", "Day."))),
            F::the::<CouncilObject>("council", C::CouncilId, |seat| seat.council,
                ("Råd: rådet, eller branschrådets överordnade.", "Council: the council, or the industry council's parent.")).filtered().by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |seat| seat.industry_council,
                ("Branschråd: där platsen är i ett.", "Industry council: where the seat is in one.")).filtered().by_id(),
            F::one::<CouncilSeatObject>("councilSeat", C::SeatId, |seat| seat.council_seat,
                ("Rådsplats: för en ersättare den ordinaries; saknas för den som ersätter vem som helst och den som är adjungerad.", "Council seat: for a substitute the ordinary member's; absent for one who substitutes for anyone and for the co-opted.")).by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |seat| seat.organisation,
                about::ORGANISATION).filtered().by_id(),
            F::many_as_of::<RepresentativeObject>("representatives", Family::Column(RepresentativeColumn::MembershipId), Representative::as_of,
                ("Företrädare, inom din räckvidd: rådet och organisationen ser alla, andra dem vars namn är offentligt.", "Representatives, within your reach: the council and the organisation see all, others those whose name is public."), ("Den som satt den dagen.", "Who sat on that day.")),
            F::where_some::<RepresentativeObject>("someRepresentative", RepresentativeColumn::MembershipId,
                ("Har någon företrädare inom din räckvidd som uppfyller detta.", "Has some representative within your reach that fulfils this.")),
            F::only_filter::<Date>("heldOn", |day| Ok(Membership::as_of(day.0)),
                ("Innehas den dagen.", "Held on that day.")),
        ])
    }
}
