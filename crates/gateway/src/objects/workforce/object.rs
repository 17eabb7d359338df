//! How a workforce figure is shown.

use councils::workforce::{self, WorkforceColumn as C};
use graph::{Field, Fields, Object, Shown, Table, table};
use kernel::Label;

use crate::objects::{about, organisation::OrganisationObject};

pub type WorkforceSnapshotObject = Object<WorkforceSnapshotFields>;

type F = Field<WorkforceSnapshotFields>;

/// The fields of [`workforce::WorkforceSnapshot`].
pub struct WorkforceSnapshotFields;

impl Fields for WorkforceSnapshotFields {
    type Record = workforce::WorkforceSnapshot;

    const NAME: &'static str = "WorkforceSnapshot";
    const ABOUT: Label = Label {
        sv: "Arbetsstyrkeuppgift: hur många kvinnor och män en organisation hade anställda en dag; personer.",
        en: "Workforce figure: how many women and men an organisation employed on a day; people.",
    };
    const TITLE: &'static str = "organisation { id name } countedOn";

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(WorkforceSnapshotFields, [
            F::date("countedOn", C::CountedOn, |row| row.counted_on,
                ("Räknat den.", "Counted on.")).filtered().ordered(),
            F::int("women", C::Women, |row| row.women, ("Kvinnor.", "Women.")).filtered().ordered(),
            F::int("men", C::Men, |row| row.men, ("Män.", "Men.")).filtered().ordered(),
            F::int("others", C::Others, |row| row.others,
                ("Övriga: andra, eller inte angivet.", "Others: others, or not stated.")),
            F::computed::<i32>("total", |row| row.total(), ("Arbetsstyrka: alla.", "Workforce: all.")).showing(Shown::Number),
            F::maybe_text("source", C::Source, |row| row.source.as_deref(), ("Källa.", "Source.")),
            F::instant("reportedAt", C::CreatedAt, |row| row.created_at,
                ("Rapporterad, tidpunkten.", "Reported, the instant.")),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |snapshot| snapshot.organisation,
                about::ORGANISATION).filtered().by_id(),
        ])
    }
}
