//! What can be done with saved questions.

use access::Action;
use async_graphql::{Context, Result};
use graph::{Changed, MutationField, Node, Payload, UserError, context::caller, settle};
use library::saved_question::{Fault, PublishQuestion, SaveQuestion, Saved, WithdrawQuestion};

use super::object::SavedQuestionFields;
use crate::app::{Mutation, app};

impl Changed for SavedQuestionFields {
    const PAYLOAD: &'static str = "SavedQuestionPayload";
    const FIELD: &'static str = "savedQuestion";
}

/// From what came of saving: all that is wrong with a question is told at once.
fn payload(ctx: &Context<'_>, result: kernel::Result<Saved>) -> Result<Payload<SavedQuestionFields>> {
    let (done, user_errors) = settle(ctx, result)?;
    Ok(match done {
        Some(Saved::Done(question)) => Payload { done: Some(Node::alone(*question).into()), user_errors: Vec::new() },
        Some(Saved::Faulty(faults)) => {
            let lang = caller(ctx).lang;
            let told = |fault: Fault| UserError {
                code: fault.rule.name.to_owned(),
                message: fault.words.get(lang).to_owned(),
                path: place(&fault.at),
            };
            faults.into_iter().map(told).collect::<Vec<_>>().into()
        }
        None => user_errors.into(),
    })
}

/// Where in the input a fault lies: `column[2].path` is in the definition, at `column`, `2`, `path`.
fn place(at: &str) -> Vec<String> {
    let parts = at.split(['.', '[', ']']).filter(|part| !part.is_empty()).map(str::to_owned);
    let own = matches!(at, "slug" | "document" | "definition");
    let within = (!own).then(|| "definition".to_owned());
    std::iter::once("input".to_owned()).chain(within).chain(parts).collect()
}

/// Their mutations.
pub fn mutations() -> Vec<MutationField> {
    vec![
        MutationField::answering(
            "saveQuestion",
            &[Action::SaveQuestion],
            (
                "Spara fråga: ett nytt utkast, eller en annan lydelse.",
                "Save a question: a new draft, or another wording.",
            ),
            ("SavedQuestion", SavedQuestionFields::FIELD),
            |ctx, request, command: SaveQuestion| {
                Box::pin(async move { payload(ctx, app(ctx).saved_questions.save(request, command).await) })
            },
        )
        .taking(&["revise"]),
        SavedQuestionFields::mutation(
            "publishQuestion",
            &[Action::PublishQuestion],
            ("Publicera fråga för dem som den delas med.", "Publish a question to those it is shared with."),
            |app, request, c: PublishQuestion| Box::pin(app.saved_questions.publish(request, c.id, c.expected_version)),
        )
        .taking(&["publish"]),
        SavedQuestionFields::mutation(
            "withdrawQuestion",
            &[Action::PublishQuestion],
            (
                "Dra in fråga, med skäl: ingen ställer den längre.",
                "Withdraw a question, with a reason: nobody asks it any more.",
            ),
            |app, request, c: WithdrawQuestion| {
                Box::pin(
                    async move { app.saved_questions.withdraw(request, c.id, c.expected_version, &c.reason).await },
                )
            },
        )
        .taking(&["withdraw"]),
    ]
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_fault_has_its_place_in_the_input() {
        assert_eq!(place("slug"), ["input", "slug"]);
        assert_eq!(place("definition"), ["input", "definition"]);
        assert_eq!(place("column[2].path"), ["input", "definition", "column", "2", "path"]);
        assert_eq!(place("title"), ["input", "definition", "title"]);
    }
}
