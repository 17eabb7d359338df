//! What a lesson is.

use chrono::NaiveDate;
use kernel::{
    Command, Error, Result, command,
    command::{UNTIL_TODAY, line, text, web_address},
    error::holds,
    id::{LessonId, OrganisationId, ProjectId},
    text_enum,
};
use store::Event;

/// Rules of lessons.
pub mod rules {
    pub use kernel::error::rules::{DATE_IS_IN_THE_FUTURE, WEB_ADDRESS_IS_WRONG};

    kernel::rules! {
        /// A lesson is reused by another project than the one it was learnt in.
        LESSON_IS_THE_PROJECTS_OWN:
            "Lärdomen är projektets egen. Återanvändning är när ett annat projekt tar upp den.",
            "The lesson is the project's own. It is reused when another project takes it up.";
    }
}

text_enum! {
    pub enum LessonKind ("Slag av lärdom.", "Kind of lesson.") {
        SuccessFactor = "SUCCESS_FACTOR" ("Framgångsfaktor", "Success factor"),
        CooperationForm = "COOPERATION_FORM" ("Samverkansform", "Form of cooperation"),
        PublicEducationPartnership = "PUBLIC_EDUCATION_PARTNERSHIP" ("Samarbete med det offentliga utbildningssystemet", "Cooperation with the public education system"),
        Statement = "STATEMENT" ("Uttalande", "Statement"),
        Vision = "VISION" ("Vision", "Vision", ("en förhoppning utan tal", "a hope without a figure")),
    }
}

/// Lärdom. Everyone reads it.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Id.
    pub id: LessonId,
    /// Version, counted up by every change and every reuse.
    pub version: i32,
    /// The project it was learnt in.
    pub project: ProjectId,
    /// Kind.
    pub kind: LessonKind,
    /// Title, 1–200 characters.
    pub title: String,
    /// What was learnt, or said, 1–4,000 characters.
    pub text: String,
    /// Who said it, by public role, at most 200 characters.
    pub said_by: Option<String>,
    /// The organisation behind it: the one that published it, where one did.
    pub published_by: Option<OrganisationId>,
    /// Where it is published, at most 500 characters.
    pub publication_url: Option<String>,
    /// Recorded on, or said on.
    pub recorded_on: NaiveDate,
    /// Projects that took it up.
    pub times_reused: i32,
}

command! {
    pub struct RecordLesson as "RecordLessonInput" ("Registrera lärdom.", "Record a lesson.") {
        project: ProjectId as "projectId" ("Projekt: det som lärde sig den.", "Project: the one that learnt it."),
        kind: LessonKind as "kind" ("Slag av lärdom.", "Kind of lesson."),
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        text: String as "text" [text(4000)] ("Lärdomen, eller vad som sades.", "The lesson, or what was said."),
        said_by: Option<String> as "saidBy" [line(200)]
            ("Vem som sade det: den offentliga rollen, aldrig en deltagares namn.",
             "Who said it: the public role, never a participant's name."),
        published_by: Option<OrganisationId> as "publishedById"
            ("Utgivare: organisationen bakom lärdomen.", "Publisher: the organisation behind the lesson."),
        publication_url: Option<String> as "publicationUrl" [web_address()]
            ("Publicerad på: en webbadress.", "Published at: an address on the web."),
        recorded_on: Option<NaiveDate> as "recordedOn" [UNTIL_TODAY]
            ("Registrerad eller sagd den; i dag när den saknas.", "Recorded or said on; today when absent."),
    }
}

command! {
    pub struct ChangeLesson as "ChangeLessonInput" ("Ändra lärdom: alla uppgifter ersätts.", "Change a lesson: all of it is replaced.")
        of LessonId, ("Lärdomen.", "The lesson.") {
        kind: LessonKind as "kind" ("Slag av lärdom.", "Kind of lesson."),
        title: String as "title" [line(200)] ("Rubrik.", "Title."),
        text: String as "text" [text(4000)] ("Lärdomen, eller vad som sades.", "The lesson, or what was said."),
        said_by: Option<String> as "saidBy" [line(200)]
            ("Vem som sade det: den offentliga rollen, aldrig en deltagares namn.",
             "Who said it: the public role, never a participant's name."),
        published_by: Option<OrganisationId> as "publishedById"
            ("Utgivare: organisationen bakom lärdomen.", "Publisher: the organisation behind the lesson."),
        publication_url: Option<String> as "publicationUrl" [web_address()]
            ("Publicerad på: en webbadress.", "Published at: an address on the web."),
    }
}

command! {
    pub struct ReuseLesson as "ReuseLessonInput" ("Återanvänd lärdom.", "Reuse a lesson.") {
        lesson: LessonId as "lessonId" ("Lärdom.", "Lesson."),
        project: ProjectId as "projectId" ("Projekt: det som tar upp lärdomen.", "Project: the one that takes the lesson up."),
    }
}

impl Lesson {
    /// A newly recorded lesson.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn record(id: LessonId, command: RecordLesson, today: NaiveDate) -> Result<(Self, Event)> {
        let command = command.checked()?;
        let recorded_on = command.recorded_on.unwrap_or(today);
        holds(recorded_on <= today, "recordedOn", rules::DATE_IS_IN_THE_FUTURE)?;
        let lesson = Self {
            id,
            version: 1,
            project: command.project,
            kind: command.kind,
            title: command.title,
            text: command.text,
            said_by: command.said_by,
            published_by: command.published_by,
            publication_url: command.publication_url,
            recorded_on,
            times_reused: 0,
        };
        Ok((lesson, Event::new("LessonRecorded", id.public())))
    }

    /// Replaces what it says.
    ///
    /// # Errors
    /// `Invalid` naming the field.
    pub fn change(&mut self, command: ChangeLesson) -> Result<Event> {
        let command = command.checked()?;
        (self.kind, self.title, self.text) = (command.kind, command.title, command.text);
        (self.said_by, self.published_by) = (command.said_by, command.published_by);
        self.publication_url = command.publication_url;
        Ok(Event::new("LessonChanged", self.id.public()))
    }

    /// `project` takes it up.
    ///
    /// # Errors
    /// `Invalid` for the project it was learnt in.
    pub fn reuse(&mut self, project: ProjectId) -> Result<Event> {
        if project == self.project {
            return Err(Error::invalid("projectId", rules::LESSON_IS_THE_PROJECTS_OWN));
        }
        self.times_reused = self.times_reused.saturating_add(1);
        Ok(Event::new("LessonReused", self.id.public()))
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, SequentialIds};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn command(publication_url: Option<&str>) -> RecordLesson {
        RecordLesson {
            project: Id::new(&SequentialIds::starting_at(0)),
            kind: LessonKind::Statement,
            title: "Ingen enskild kurs".into(),
            text: "En organisatorisk förändring som ska fortgå.".into(),
            said_by: Some("Deltagande företag".into()),
            published_by: None,
            publication_url: publication_url.map(str::to_owned),
            recorded_on: Some(day("2012-02-29")),
        }
    }

    fn recorded(command: RecordLesson) -> Result<Lesson> {
        Lesson::record(Id::new(&SequentialIds::starting_at(70)), command, day("2012-03-01")).map(|(lesson, _)| lesson)
    }

    #[test]
    fn a_publication_is_found_by_its_whole_address() {
        let lesson = recorded(command(Some(" https://exempel.se/nyhet?id=1 "))).expect("recorded");
        assert_eq!(lesson.publication_url.as_deref(), Some("https://exempel.se/nyhet?id=1"));
        for wrong in ["exempel.se", "https://", "javascript:alert(1)", "https://a b.se", "https://x@y.se", "ftp://x.se"]
        {
            let refused = recorded(command(Some(wrong)));
            assert!(matches!(refused, Err(Error::Invalid { rule: rules::WEB_ADDRESS_IS_WRONG, .. })), "{wrong}");
        }
        let foretold = RecordLesson { recorded_on: Some(day("2012-03-02")), ..command(None) };
        assert!(matches!(recorded(foretold), Err(Error::Invalid { field, .. }) if field == "recordedOn"));
    }

    #[test]
    fn a_lesson_is_reused_by_others() {
        let mut lesson = recorded(command(None)).expect("recorded");
        let own = lesson.reuse(lesson.project);
        assert!(matches!(own, Err(Error::Invalid { rule: rules::LESSON_IS_THE_PROJECTS_OWN, .. })));
        assert_eq!(lesson.times_reused, 0);
        lesson.reuse(Id::new(&SequentialIds::starting_at(900))).expect("another project");
        assert_eq!(lesson.times_reused, 1);
    }
}
