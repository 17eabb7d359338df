//! How a representative is shown.

use councils::{Representative, representative::RepresentativeColumn as C};
use graph::{Date, Field, Fields, FilterInput, Object, OrderInput, Table, table};
use kernel::Label;

use crate::objects::{
    about, council::CouncilObject, industry_council::IndustryCouncilObject, membership::MembershipObject,
    organisation::OrganisationObject,
};

pub type RepresentativeObject = Object<RepresentativeFields>;
pub type RepresentativeFilter = FilterInput<RepresentativeFields>;
pub type RepresentativeOrder = OrderInput<RepresentativeFields>;

type F = Field<RepresentativeFields>;

/// The fields of [`Representative`].
pub struct RepresentativeFields;

impl Fields for RepresentativeFields {
    type Record = Representative;

    const NAME: &'static str = "Representative";
    const ABOUT: Label = Label {
        sv: "Företrädare: den person som sitter för en organisation på dess plats i ett råd.",
        en: "Representative: the person who sits for an organisation on its seat in a council.",
    };

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(RepresentativeFields, [
            F::text("name", C::Name, |row| &row.name,
                ("Namn: för rådet och organisationen, och för alla där det är offentligt.", "Name: for the council and the organisation, and for everyone where it is public.")),
            F::date("validFrom", C::ValidFrom, |row| row.valid_from, about::FIRST_DAY).filtered().ordered(),
            F::maybe_date("validTo", C::ValidTo, |row| row.valid_to,
                ("Sista dag; saknas medan det pågår.", "Last day; absent while it lasts.")).filtered(),
            F::yes_no("published", C::Published, |row| row.published,
                ("Namnet är offentligt.", "The name is public.")).filtered(),
            F::the::<MembershipObject>("membership", C::MembershipId, |row| row.membership,
                ("Ledamotskap: mandatet.", "Membership: the mandate.")).by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                ("Organisation: den som företräds.", "Organisation: the one that is represented.")).by_id(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: rådet, eller branschrådets överordnade.", "Council: the council, or the industry council's parent.")).by_id(),
            F::one::<IndustryCouncilObject>("industryCouncil", C::IndustryCouncilId, |row| row.industry_council,
                ("Branschråd: där platsen är i ett.", "Industry council: where the seat is in one.")).by_id(),
            F::only_filter::<Date>("sittingOn", |day| Ok(Representative::as_of(day.0)),
                ("Sitter den dagen.", "Sits on that day.")),
        ])
    }
}
