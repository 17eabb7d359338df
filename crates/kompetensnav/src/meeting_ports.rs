//! What councils' meetings ask of other domains, and these of them.

use std::sync::Arc;

use access::Request;
use councils::meeting::{
    CouncilMeeting,
    agenda::AgendaItem,
    decision::CouncilDecision,
    port::{EndorsementDirectory, SubjectDirectory},
};
use efforts::Effort;
use futures_util::future::BoxFuture;
use industry_councils::{
    ActionPlan, Endorsement, Need,
    decision::{Decided, DecisionDirectory},
};
use kernel::{
    Result,
    id::{CouncilDecisionId, CouncilId, EffortId, NeedId},
};
use store::{Db, RecordReader, Tx};

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
pub(crate) struct Decisions;

impl DecisionDirectory for Decisions {
    fn decision<'a>(&'a self, tx: &'a mut Tx, id: CouncilDecisionId) -> BoxFuture<'a, Result<Decided>> {
        Box::pin(async move {
            let decision: CouncilDecision = tx.look_up_held(id).await?;
            let meeting: CouncilMeeting = tx.look_up(decision.meeting).await?;
            let item: AgendaItem = tx.look_up(decision.item).await?;
            let is_adopted = decision.status.is_adopted();
            let day = decision.decided_on.unwrap_or_else(|| meeting.meets_on());
            let paragraph = item.paragraph.zip(item.paragraph_year);
            let reference = paragraph.map(|(paragraph, year)| format!("§ {paragraph}/{year}, {day}"));
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

impl competence_hub::DecisionDirectory for Decisions {
    fn decision<'a>(&'a self, tx: &'a mut Tx, id: CouncilDecisionId) -> BoxFuture<'a, Result<competence_hub::Decided>> {
        Box::pin(async move {
            let decided = DecisionDirectory::decision(self, tx, id).await?;
            let is_its_own = decided.is_adopted && decided.industry_council.is_none() && decided.endorses.is_none();
            Ok(competence_hub::Decided { council: decided.council, is_its_own })
        })
    }
}

/// Endorsements and plans, for decisions that they rest on.
pub(crate) struct Backing;

impl EndorsementDirectory for Backing {
    fn endorsed_by<'a>(&'a self, tx: &'a mut Tx, decision: CouncilDecisionId) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async move {
            let valid = tx.matching::<Endorsement>(Endorsement::valid_by(decision)).await?;
            let Some(endorsement) = valid.first() else { return Ok(None) };
            Ok(Some(tx.load::<Need>(endorsement.need).await?.title))
        })
    }

    fn plan_in_force_by<'a>(
        &'a self,
        tx: &'a mut Tx,
        decision: CouncilDecisionId,
    ) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async move {
            let plans = tx.matching::<ActionPlan>(ActionPlan::in_force_by(decision)).await?;
            Ok(plans.into_iter().next().map(|plan| plan.title))
        })
    }
}
