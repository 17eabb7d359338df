//! What councils' meetings ask of other domains, and these of them.

use std::sync::Arc;

use access::Request;
use councils::meeting::{
    CouncilMeeting,
    agenda::AgendaItem,
    decision::{CouncilDecision, CouncilDecisionStatus},
    port::SubjectDirectory,
};
use efforts::Effort;
use futures_util::future::BoxFuture;
use industry_councils::{
    Need,
    decision::{Decided, DecisionDirectory},
};
use kernel::{
    Result,
    id::{CouncilDecisionId, CouncilId, EffortId, NeedId},
};
use store::{Db, RecordReader};

/// Needs and efforts, for agendas: within the asking caller's reach.
pub(crate) struct Subjects(pub(crate) Db);

impl SubjectDirectory for Subjects {
    fn council_of_need<'a>(&'a self, request: &'a Arc<Request>, id: NeedId) -> BoxFuture<'a, Result<CouncilId>> {
        Box::pin(async move { Ok(RecordReader::<Need>::new(&self.0).one(request, id).await?.council) })
    }

    fn effort<'a>(&'a self, request: &'a Arc<Request>, id: EffortId) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move { RecordReader::<Effort>::new(&self.0).one(request, id).await.map(drop) })
    }
}

/// Decisions of meetings, for what rests on them: within the asking caller's reach.
pub(crate) struct Decisions(pub(crate) Db);

impl DecisionDirectory for Decisions {
    fn decision<'a>(&'a self, request: &'a Arc<Request>, id: CouncilDecisionId) -> BoxFuture<'a, Result<Decided>> {
        Box::pin(async move {
            use CouncilDecisionStatus as S;
            let decision = RecordReader::<CouncilDecision>::new(&self.0).one(request, id).await?;
            let meeting = RecordReader::<CouncilMeeting>::new(&self.0).one(request, decision.meeting).await?;
            let item = RecordReader::<AgendaItem>::new(&self.0).one(request, decision.item).await?;
            let is_adopted = matches!(decision.status, S::Adopted | S::Executed);
            let day = decision.decided_on.unwrap_or_else(|| meeting.meets_on());
            let reference = match (item.paragraph, item.paragraph_year) {
                (Some(paragraph), Some(year)) => format!("§ {paragraph}/{year}, {day}"),
                _ => day.to_string(),
            };
            Ok(Decided {
                council: decision.council,
                industry_council: decision.industry_council,
                is_adopted,
                endorses: decision.endorses,
                decided_on: day,
                reference,
            })
        })
    }
}
