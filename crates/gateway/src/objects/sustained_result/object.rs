//! How a sustained result is shown.

use graph::{Choice, Date, Field, Fields, Object, Table, table};
use kernel::Label;
use workplaces::{
    SustainedResult,
    sustained::{self, SustainedResultColumn as C},
};

use crate::objects::{organisation::OrganisationObject, project::ProjectObject};

pub type StillInUse = Choice<sustained::StillInUse>;
pub type SustainedResultObject = Object<SustainedResultFields>;

type F = Field<SustainedResultFields>;

/// The fields of [`SustainedResult`].
pub struct SustainedResultFields;

impl Fields for SustainedResultFields {
    type Record = SustainedResult;

    const NAME: &'static str = "SustainedResult";
    const ABOUT: Label = Label {
        sv: "Bestående resultat: om något som ett projekt började med fortfarande används, som det befanns en dag.",
        en: "Sustained result: whether something that a project began is still in use, as it was found on a day.",
    };
    const TITLE: &'static str = "project { id name } organisation { id name } checkedOn stillInUse practice";

    const FIRST: &'static [&'static str] =
        &["project", "practice", "stillInUse", "checkedOn", "monthsAfter", "runBy", "organisation"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(SustainedResultFields, [
            F::text("practice", C::Practice, |row| &row.practice,
                ("Vad som pågår: en metod eller en struktur.", "What goes on: a method or a structure.")),
            F::choice("stillInUse", C::StillInUse, |row| row.still_in_use,
                ("Används det fortfarande?", "Is it still in use?")).filtered().ordered(),
            F::date("checkedOn", C::CheckedOn, |row| row.checked_on,
                ("Kontrollerat den.", "Checked on.")).filtered().ordered(),
            F::int("monthsAfter", C::MonthsAfter, |row| row.months_after,
                ("Hela månader från projektets sista dag.", "Whole months from the project's last day.")).filtered().ordered(),
            F::maybe_text("runBy", C::RunBy, |row| row.run_by.as_deref(),
                ("Drivs av: vem som bär det nu, med andra medel än projektets.", "Run by: who carries it now, with other money than the project's.")),
            F::maybe_text("note", C::Note, |row| row.note.as_deref(), ("Anteckning.", "Note.")),
            F::maybe_date("followedOn", C::FollowedOn, |row| row.followed_on,
                ("Dagen för nästa kontroll, som gäller därefter.", "The day of the next finding, which holds from then on.")).filtered(),
            F::computed_of::<Date,
            bool>("heldOn", |row, day| row.held_on(day.0),
                ("Var den senaste kontrollen den dagen.", "Was the latest finding on that day."), ("day", ("Dag.", "Day."))),
            F::the::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som började med det.", "Project: the one that began it.")).filtered().by_id(),
            F::one::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                ("Organisation: där det pågår; saknas för det som är gemensamt.", "Organisation: where it goes on; absent for what is common to all.")).filtered().by_id(),
            F::one::<SustainedResultObject>("earlier", C::EarlierId, |row| row.earlier,
                ("Tidigare kontroll av samma sak.", "Earlier finding of the same thing.")),
            F::changed_since(),
            F::searched(C::WordsKey),
            F::only_filter::<Date>("heldOn", |day| Ok(SustainedResult::holding_on(day.0)),
                ("Är den senaste kontrollen den dagen.", "Is the latest finding on that day.")),
        ])
    }
}
