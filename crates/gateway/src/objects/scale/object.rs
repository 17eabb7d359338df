//! How a level scale is shown.

use graph::{Field, Fields, Object, Shown, Table, table};
use kernel::Label;
use workplaces::scale::{self, LevelScaleColumn as C};

use crate::objects::{about, organisation::OrganisationObject};

pub type LevelScaleObject = Object<LevelScaleFields>;

type F = Field<LevelScaleFields>;

/// The fields of [`scale::LevelScale`].
pub struct LevelScaleFields;

impl Fields for LevelScaleFields {
    type Record = scale::LevelScale;

    const NAME: &'static str = "LevelScale";
    const ABOUT: Label = Label {
        sv: "Nivåskala: vad nivåerna av en kompetens heter, från 1 och uppåt.",
        en: "Level scale: what the levels of a skill are called, from 1 up.",
    };

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(LevelScaleFields, [
            F::text("name", C::Name, |row| &row.name, about::NAME).filtered_on(C::NameKey).ordered_on(C::NameKey),
            F::computed::<Vec<String>>("steps", |row| row.steps.clone(),
                ("Steg: nivåernas namn, från 1 och uppåt.", "Steps: the levels' names, from 1 up.")).looking_at(&[C::Steps]).showing(Shown::Texts),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                ("Organisation: den som svarar för skalan.", "Organisation: the one that answers for the scale.")).filtered().by_id(),
        ])
    }
}
