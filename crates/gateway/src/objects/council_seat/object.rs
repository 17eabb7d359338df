//! How a seat is shown, with whoever has held it.

use councils::{CouncilSeat, Membership, membership::MembershipColumn, seat::CouncilSeatColumn as C};
use graph::{Date, Field, Fields, Object, Table, table};
use kernel::Label;
use store::Family;

use crate::objects::{
    about, council::CouncilObject, industry_council::IndustryCouncilObject, membership::MembershipObject,
};

pub type CouncilSeatObject = Object<CouncilSeatFields>;

type F = Field<CouncilSeatFields>;

/// The fields of [`CouncilSeat`].
pub struct CouncilSeatFields;

impl Fields for CouncilSeatFields {
    type Record = CouncilSeat;

    const NAME: &'static str = "CouncilSeat";
    const ABOUT: Label = Label {
        sv: "Rådsplats: en plats i ett råd eller branschråd, vem som än innehar den; vakant mellan mandaten.",
        en: "Council seat: a place in a council or an industry council, whoever holds it; vacant between mandates.",
    };
    const TITLE: &'static str = "industryCouncil { id name } council { id name } kind name openedOn";

    const FIRST: &'static [&'static str] =
        &["council", "industryCouncil", "kind", "name", "openedOn", "closedOn", "mandates"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(CouncilSeatFields, [
            F::choice("kind", C::Kind, |row| row.kind,
                ("Plats: vem den talar för.", "Seat: whom it speaks for.")).filtered().ordered(),
            F::maybe_text("name", C::Name, |row| row.name.as_deref(),
                ("Benämning: vad som skiljer den från andra av samma slag.", "Designation: what tells it from others of its kind.")),
            F::date("openedOn", C::OpenedOn, |row| row.opened_on, about::FIRST_DAY).filtered().ordered(),
            F::maybe_date("closedOn", C::ClosedOn, |row| row.closed_on,
                ("Sista dag; saknas medan den finns.", "Last day; absent while it is there.")).filtered(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: det där platsen är, eller branschrådets överordnade.", "Council: the one where the seat is, or the industry council's parent.")).filtered().by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |row| row.industry_council,
                ("Branschråd: där platsen är i ett.", "Industry council: where the seat is in one.")).filtered().by_id(),
            F::many_as_of::<MembershipObject>("mandates", Family::Column(MembershipColumn::SeatId), Membership::as_of,
                ("Mandat på platsen, ordinarie och ersättares: alla som funnits, eller de som innehades en dag.", "Mandates on the seat, ordinary and of substitutes: every one there has been, or those held on a day."), ("Mandat som innehades den dagen.", "Mandates held on that day.")),
            F::where_some::<MembershipObject>("someMandate", MembershipColumn::SeatId,
                ("Har något mandat som uppfyller detta.", "Has some mandate that fulfils this.")),
            F::only_filter::<Date>("openOn", |day| Ok(CouncilSeat::as_of(day.0)),
                ("Finns den dagen.", "Is there on that day.")),
        ])
    }
}
