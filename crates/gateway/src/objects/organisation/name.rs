//! How a dated name is shown.

use councils::organisation::{OrganisationName, OrganisationNameColumn as C};
use graph::{Field, Fields, Object, Table, table};
use kernel::Label;

pub type OrganisationNameObject = Object<OrganisationNameFields>;

type F = Field<OrganisationNameFields>;

/// The fields of [`OrganisationName`].
pub struct OrganisationNameFields;

impl Fields for OrganisationNameFields {
    type Record = OrganisationName;

    const NAME: &'static str = "OrganisationName";
    const ABOUT: Label = Label {
        sv: "Organisationsnamn: vad en organisation hette, och när.",
        en: "Name of an organisation: what it was called, and when.",
    };
    const IS_NODE: bool = false;

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(OrganisationNameFields, [
            F::text("name", C::Name, |row| &row.name, ("Namn.", "Name.")),
            F::date("validFrom", C::ValidFrom, |row| row.valid_from,
                ("Första dag.", "First day.")).filtered().ordered(),
            F::maybe_date("validTo", C::ValidTo, |row| row.valid_to,
                ("Sista dag; saknas för namnet i dag.", "Last day; absent for the present name.")).filtered(),
        ])
    }
}
