//! What can be done with enrolments.

use access::Action;
use efforts::enrolment::{
    AdvanceEnrolment, CompleteEnrolment, DropOutEnrolment, EnrolPerson, EnrolmentSource, EnrolmentVerb, StartEnrolment,
};
use graph::{Changed, MutationField};

use super::object::EnrolmentFields;
use crate::app::Mutation;

impl Changed for EnrolmentFields {
    const PAYLOAD: &'static str = "EnrolmentPayload";
    const FIELD: &'static str = "enrolment";
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        EnrolmentFields::mutation(
            "nominateParticipant",
            &[Action::ApplyForPlace],
            (
                "Nominera person till tillfälle: en arbetsgivare anmäler en av sina egna, eller så gör navet det.",
                "Nominate a person for an occasion: an employer puts its own forward, or the hub does.",
            ),
            |app, request, c: EnrolPerson| Box::pin(app.enrolments.enrol(request, c.by(EnrolmentSource::Nomination))),
        ),
        EnrolmentFields::mutation(
            "applyForPlace",
            &[Action::ApplyForPlace],
            (
                "Ansök om plats: det gör personen själv, eller navet.",
                "Apply for a place: the person does it herself, or the hub does.",
            ),
            |app, request, c: EnrolPerson| Box::pin(app.enrolments.enrol(request, c.by(EnrolmentSource::Application))),
        ),
        EnrolmentFields::mutation(
            "advanceEnrolment",
            &[Action::ManageEnrolment, Action::ApplyForPlace],
            (
                "Ta ett steg i anmälans livslopp. Personen och arbetsgivaren bekräftar och återtar.",
                "Take a step in the enrolment's life. The person and the employer confirm and withdraw.",
            ),
            |app, request, c: AdvanceEnrolment| {
                Box::pin(async move {
                    let (enrolments, expected) = (&app.enrolments, c.expected_version);
                    match c.step.verb() {
                        EnrolmentVerb::Offer => enrolments.offer(request, c.id, expected).await,
                        EnrolmentVerb::Waitlist => enrolments.waitlist(request, c.id, expected).await,
                        verb => enrolments.take(request, c.id, expected, verb, c.reason.as_deref()).await,
                    }
                })
            },
        ),
        EnrolmentFields::mutation(
            "startEnrolment",
            &[Action::ManageEnrolment],
            ("Anteckna start för anmälan: personen har börjat.", "Start an enrolment: the person has begun."),
            |app, request, c: StartEnrolment| {
                Box::pin(app.enrolments.start(request, c.id, c.expected_version, c.started_on))
            },
        )
        .taking(&["start"]),
        EnrolmentFields::mutation(
            "completeEnrolment",
            &[Action::ManageEnrolment],
            (
                "Slutför anmälan, med minuterna som personen deltog.",
                "Complete an enrolment, with the minutes taken part.",
            ),
            |app, request, c: CompleteEnrolment| {
                Box::pin(app.enrolments.complete(request, c.id, c.expected_version, c.ended_on, c.minutes))
            },
        )
        .taking(&["complete"]),
        EnrolmentFields::mutation(
            "dropOutEnrolment",
            &[Action::ManageEnrolment],
            ("Anteckna avbrott för anmälan, med skäl.", "Record that an enrolment was dropped, with a reason."),
            |app, request, c: DropOutEnrolment| {
                Box::pin(async move {
                    let (day, minutes) = (c.ended_on, c.minutes);
                    app.enrolments.drop_out(request, c.id, c.expected_version, day, minutes, &c.reason).await
                })
            },
        )
        .taking(&["dropOut"]),
    ]
}
