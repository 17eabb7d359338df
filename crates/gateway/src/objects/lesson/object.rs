//! How a lesson is shown.

use graph::{Choice, Field, Fields, Object, Table, table};
use kernel::Label;
use store::Family;
use workplaces::lesson::{self, LessonColumn as C};

use crate::objects::{about, organisation::OrganisationObject, project::ProjectObject};

pub type LessonKind = Choice<lesson::LessonKind>;
pub type LessonObject = Object<LessonFields>;

type F = Field<LessonFields>;

/// The fields of [`lesson::Lesson`].
pub struct LessonFields;

impl Fields for LessonFields {
    type Record = lesson::Lesson;

    const NAME: &'static str = "Lesson";
    const ABOUT: Label = Label {
        sv: "Lärdom: vad ett projekt lärde sig om sitt sätt att arbeta.",
        en: "Lesson: what a project learnt about its way of working.",
    };

    const FIRST: &'static [&'static str] = &["title", "kind", "text", "saidBy", "recordedOn", "timesReused"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(LessonFields, [
            F::choice("kind", C::Kind, |row| row.kind, ("Slag av lärdom.", "Kind of lesson.")).filtered().ordered(),
            F::text("title", C::Title, |row| &row.title, about::TITLE).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::text("text", C::Text, |row| &row.text,
                ("Lärdomen, eller vad som sades.", "The lesson, or what was said.")),
            F::maybe_text("saidBy", C::SaidBy, |row| row.said_by.as_deref(),
                ("Vem som sade det: den offentliga rollen.", "Who said it: the public role.")),
            F::one::<OrganisationObject>("publishedBy", C::PublishedById, |row| row.published_by,
                ("Utgivare: organisationen bakom lärdomen.", "Publisher: the organisation behind the lesson.")).filtered().by_id(),
            F::maybe_text("publicationUrl", C::PublicationUrl, |row| row.publication_url.as_deref(),
                ("Publicerad på: en webbadress.", "Published at: an address on the web.")),
            F::date("recordedOn", C::RecordedOn, |row| row.recorded_on,
                ("Registrerad eller sagd den.", "Recorded or said on.")).filtered().ordered(),
            F::int("timesReused", C::TimesReused, |row| row.times_reused,
                ("Projekt som har tagit upp den.", "Projects that took it up.")).filtered().ordered(),
            F::the::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som lärde sig den.", "Project: the one that learnt it.")).filtered().by_id(),
            F::many::<ProjectObject>("reusedBy", Family::Via(lesson::REUSING_PROJECTS),
                ("Projekt som har tagit upp lärdomen.", "Projects that took the lesson up.")),
            F::changed_since(),
            F::searched(C::WordsKey),
        ])
    }
}
