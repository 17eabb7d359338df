//! A paper's file on the pages: who may hand it in is said by the domain, and so is what it may be.

use std::sync::Arc;

use access::Request;
use councils::meeting::paper::{FiledPaper, MeetingPaper, PaperFormat};
use graph::payload::user_error;
use kernel::{Error, Lang, id::MeetingPaperId};
use web::{
    commands::{FieldFault, FileForm, NotDone, SentFile},
    port::{Caller, Refusal},
};

use super::CommandService;
use crate::answers;

impl CommandService {
    pub(super) async fn file_form_of(&self, caller: &Caller, id: &str) -> Result<FileForm, Refusal> {
        let request = Arc::new(self.0.request(caller).await?);
        let paper = self.fileable(&request, id).await?;
        let extensions = PaperFormat::ALL.iter().flat_map(|format| format.extensions());
        Ok(FileForm {
            id: paper.id.public(),
            title: paper.title,
            extensions: extensions.map(|extension| format!(".{extension}")).collect(),
        })
    }

    pub(super) async fn hand_in_of(&self, caller: &Caller, id: &str, file: SentFile) -> Result<(), NotDone> {
        let request = Arc::new(self.0.request(caller).await.map_err(NotDone::Refused)?);
        let paper = self.fileable(&request, id).await.map_err(NotDone::Refused)?;
        let told = |error| not_done(error, caller.lang);
        let filed = FiledPaper::of(&file.name, file.bytes.into()).map_err(told)?;
        self.0.app.meeting_papers.hand_in(&request, paper.id, filed).await.map(|_| ()).map_err(told)
    }

    async fn fileable(&self, request: &Arc<Request>, id: &str) -> Result<MeetingPaper, Refusal> {
        let id = MeetingPaperId::parse(id).ok_or(Refusal::Unknown)?;
        self.0.app.meeting_papers.fileable(request, id).await.map_err(|error| match error {
            Error::NotFound => Refusal::Unknown,
            other => answers::fault(other),
        })
    }
}

fn not_done(error: Error, lang: Lang) -> NotDone {
    match error {
        Error::Invalid { .. } | Error::SeveralInvalid(_) | Error::Refused { .. } | Error::Conflict { .. } => {
            NotDone::Faults(vec![FieldFault { path: String::new(), words: user_error(&error, lang).message }])
        }
        other => NotDone::Refused(answers::fault(other)),
    }
}
