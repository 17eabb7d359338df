//! One way to the schema for HTTP, WebSocket and event streams: guard, parse, analyse, charge, admit, execute, shape.

use std::{future::Future, net::IpAddr, panic::AssertUnwindSafe, sync::Arc};

use async_graphql::{
    Request, Response, Value,
    parser::types::{ExecutableDocument, OperationType},
};
use bytes::Bytes;
use futures_util::{FutureExt, stream::BoxStream};
use http::StatusCode;
use kernel::{Clock, page::MAX_PAGE};
use store::held::Held;
use tokio::{
    sync::{OnceCell, Semaphore},
    time::timeout,
};

use super::{
    analysis::{self, Analysis},
    answer::{self, Answer, Payload},
    asked::Asked,
    boundary::Frontier,
    bucket::{Buckets, Payer},
    call::{Call, LargePage, Opened, kind_name},
    context::{CallInfo, ContextError, ContextProvider, Identity, LastEventId, RequestId},
    cost::{BYTES_A_FIELD, CostModel},
    documents::Documents,
    engine::Engine,
    fault::{Fault, Refusal},
    guard,
    introspection::Introspection,
    ledger::{Ledger, Tables},
    limits::Limits,
    nulls::FieldTypes,
    order::Shape,
    places::{Place, Places},
    plans::{Operation, OperationPlans, Plans},
    raw::{self, RawParts},
    shares::Shares,
    spent::Spent,
    subscription, subscription_root,
    turns::{Price, Turns},
    variables,
};

/// The executor. Cheap to clone.
#[derive(Clone)]
pub struct Executor(Arc<Inner>);

struct Inner {
    engine: Arc<dyn Engine>,
    context: Arc<dyn ContextProvider>,
    limits: Limits,
    model: CostModel,
    codes: Arc<[&'static str]>,
    clock: Arc<dyn Clock>,
    buckets: Arc<Buckets>,
    ledger: Arc<Ledger>,
    types: Arc<FieldTypes>,
    sdl: Bytes,
    /// Asked for when somebody asks for the schema.
    introspection: OnceCell<Introspection>,
    documents: Documents,
    plans: Plans,
    places: Places,
    /// Of events: a stream of them must not keep operations from theirs.
    events: Places,
    streams: Arc<Semaphore>,
    subscribers: Shares<Payer>,
}

/// A call that has been measured and paid for.
struct Prepared {
    request: Request,
    analysis: Analysis,
    asked: Asked,
    payer: Payer,
    identity: Option<Identity>,
    info: CallInfo,
    frontier: Frontier,
    page: Option<LargePage>,
    /// How parts of the answer are written at once, where they may be.
    plans: Option<Arc<OperationPlans>>,
}

/// When to ask again for what did not answer.
pub const AWAY_SECONDS: u64 = 5;

impl Executor {
    /// An executor over `engine`, with the context of each operation from `context`.
    pub fn new(
        engine: Arc<dyn Engine>,
        context: Arc<dyn ContextProvider>,
        limits: Limits,
        model: CostModel,
        codes: Vec<&'static str>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let buckets = Arc::new(Buckets::new(&limits, clock.clone()));
        let ledger = Arc::new(Ledger::new(&limits, clock.clone()));
        let places = Places::of(limits.operations, limits.operations_per_caller);
        let events = Places::of(limits.events, limits.events_per_caller);
        let streams = Arc::new(Semaphore::new(limits.subscriptions));
        let subscribers = Shares::of(limits.subscriptions_per_caller);
        // Written once: it takes as long as building the schema does.
        let sdl = engine.sdl();
        let types = Arc::new(FieldTypes::read(&String::from_utf8_lossy(&sdl)));
        let model = model.telling_schema(engine.federated_sdl().len());
        Self(Arc::new(Inner {
            engine,
            context,
            limits,
            model,
            codes: codes.into(),
            clock,
            buckets,
            ledger,
            types,
            sdl,
            introspection: OnceCell::new(),
            documents: Documents::new(),
            plans: Plans::new(),
            places,
            events,
            streams,
            subscribers,
        }))
    }

    /// Runs a query or mutation to its answer. Dropping the future drops the operation and its SQL.
    pub async fn run(&self, call: Call) -> Answer {
        match self.prepare(call, self.0.limits.cost).await {
            Ok(prepared) => self.execute(prepared).await,
            Err(answer) => *answer,
        }
    }

    /// As [`Executor::run`], for a reader of the service's own: one connection is turned by larger pages, and the ceiling grows as
    /// they do, so that a row may cost no more than anybody's. The caller pays as ever.
    pub async fn run_bulk(&self, call: Call, page: LargePage) -> Answer {
        let times = u64::from(page.most.div_ceil(MAX_PAGE).max(1));
        match self.prepare(call, self.0.limits.cost.saturating_mul(times)).await {
            Ok(prepared) => self.execute(Prepared { page: Some(page), ..prepared }).await,
            Err(answer) => *answer,
        }
    }

    /// Takes the price of being answered at all, for answers that execute nothing.
    pub fn charge(&self, identity: Option<&Identity>, address: Option<IpAddr>) -> Result<(), Fault> {
        let taken = self.0.buckets.take(&Payer::of(identity, address), self.0.limits.refusal_cost);
        taken.map(drop).map_err(over_budget)
    }

    /// Does `work` as an operation is done: in one of their places, holding and lasting no more than one may, and dropped at the limit.
    /// What it has read is paid for when it has ended, a field for as many bytes of it as of introspection.
    ///
    /// # Errors
    /// There is no place for it in time, or it wants more than there is.
    pub async fn bounded<T>(&self, payer: &Payer, work: impl Future<Output = T>) -> Result<T, Fault> {
        let held = Held::of(self.0.limits.operation_bytes);
        let done = self.in_place(payer, &held, async { Ok(work.await) }).await;
        self.0.buckets.charge(payer, held.bytes() / BYTES_A_FIELD as u64);
        done
    }

    async fn in_place<T>(
        &self,
        payer: &Payer,
        held: &Arc<Held>,
        work: impl Future<Output = Result<T, Fault>>,
    ) -> Result<T, Fault> {
        let limits = &self.0.limits;
        let _place = self.place(payer).await?;
        let work = async {
            let done = held.within(work).await;
            done.unwrap_or_else(|| Err(Fault::over(Refusal::OperationBytes, limits.operation_bytes)))
        };
        timeout(limits.operation_time, work).await.unwrap_or_else(|_| Err(Refusal::OperationTime.into()))
    }

    /// A place among the operations, if there is one in time.
    async fn place(&self, payer: &Payer) -> Result<Place, Fault> {
        let place = timeout(self.0.limits.queue_time, self.0.places.take(payer)).await;
        place.map_err(|_| Fault::new(Refusal::Busy).after(1))
    }

    /// Runs any operation; a subscription gives a stream, which ends when the caller's token does.
    pub async fn open(&self, call: Call) -> Opened {
        let prepared = match self.prepare(call, self.0.limits.cost).await {
            Ok(prepared) => prepared,
            Err(answer) => return Opened::Single(answer),
        };
        if prepared.analysis.kind != OperationType::Subscription {
            return Opened::Single(Box::new(self.execute(prepared).await));
        }
        let payer = prepared.payer.clone();
        let (lang, cost) = (prepared.info.lang, prepared.analysis.cost);
        match self.subscribe(prepared).await {
            Ok(stream) => Opened::Stream(stream),
            Err(fault) => Opened::Single(Box::new(self.priced(Answer::refused(&fault, lang), &payer, cost, None))),
        }
    }

    /// The schema's text.
    pub fn sdl(&self) -> Bytes {
        self.0.sdl.clone()
    }

    /// The limits in force.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    async fn prepare(&self, mut call: Call, ceiling: u64) -> Result<Prepared, Box<Answer>> {
        let payer = Payer::of(call.identity.as_ref(), call.address);
        let (lang, signed_in) = (call.info.lang, call.identity.is_some());
        let refuse = |fault: Fault, cost: u64| Box::new(self.priced(Answer::refused(&fault, lang), &payer, cost, None));

        // Being refused costs a little, and who has nothing left is not even parsed.
        let entrance = self.0.limits.refusal_cost;
        self.0.buckets.take(&payer, entrance).map_err(|seconds| refuse(over_budget(seconds), 0))?;
        let introspection = match signed_in && Introspection::is_asked_for(&call.operation.query) {
            true => Some(self.0.introspection.get_or_init(|| Introspection::of(&*self.0.engine)).await),
            false => None,
        };
        let measured = self.measure(&call, signed_in, introspection);
        let (document, analysis) = measured.map_err(|fault| refuse(fault, 0))?;
        self.0.buckets.give_back(&payer, entrance);
        if let Ok((_, operation)) = analysis::choose(&document, call.operation.operation_name.as_deref()) {
            variables::fill_defaults(operation, &mut call.operation.variables);
        }
        if call.cost_only {
            return Err(Box::new(self.dry_run(&analysis, &payer)));
        }
        let ceiling = introspection.map_or(ceiling, |one| ceiling.max(one.standard()));
        // More than the caller's bucket holds when full is too much at any time: waiting would never help.
        let ceiling = ceiling.min(self.0.buckets.limit(&payer));
        if analysis.cost > ceiling {
            let fault = Fault { limit: Some(ceiling), ..Fault::new(Refusal::Cost) };
            let fault = fault.with(analysis.cost.to_string()).with(ceiling.to_string());
            return Err(refuse(fault, analysis.cost));
        }
        self.0.buckets.take(&payer, analysis.cost.max(1)).map_err(|s| refuse(over_budget(s), analysis.cost))?;

        let name = call.operation.operation_name.as_deref();
        let asked = Asked::of(&document, name, &call.operation.variables, &self.0.model, introspection);
        let shape =
            Shape::of(self.0.types.clone(), document, call.operation.operation_name.clone(), &call.operation.variables);
        let (to_execute, is_single) = shape.to_execute();
        let plans = (call.as_bytes && is_single && analysis.kind == OperationType::Query).then(|| {
            let text = call.operation.query.as_str().into();
            let name = call.operation.operation_name.clone();
            self.0.plans.of(Operation { text, name, flags: shape.flags().to_vec() }, analysis.extent)
        });
        let frontier = Frontier {
            lang,
            request_id: call.info.request_id.clone(),
            signed_in,
            hides_types: analysis.names_types && !signed_in,
            kind: analysis.kind,
            codes: self.0.codes.clone(),
            shape,
            types: self.0.types.clone(),
        };
        let mut request = Request::new(call.operation.query).variables(call.operation.variables);
        request.operation_name = call.operation.operation_name;
        request.set_parsed_query(to_execute);
        if !signed_in {
            // `__schema` has been refused with words; `__type` is answered with null, which the answer says (`Frontier`).
            request = request.disable_introspection();
        }
        let (identity, info) = (call.identity, call.info);
        Ok(Prepared { request, analysis, asked, payer, identity, info, frontier, page: None, plans })
    }

    fn measure(
        &self,
        call: &Call,
        signed_in: bool,
        introspection: Option<&Introspection>,
    ) -> Result<(Arc<ExecutableDocument>, Analysis), Fault> {
        let (operation, limits) = (&call.operation, &self.0.limits);
        if operation.query.trim().is_empty() {
            return Err(Refusal::QueryMissing.into());
        }
        guard::check(&operation.query, limits)?;
        guard::check_input_fields(&operation.query)?;
        let document = self.0.documents.parse(&operation.query).map_err(|error| syntax(&error))?;
        let name = operation.operation_name.as_deref();
        let analysis = analysis::analyse(&document, name, &operation.variables, limits, &self.0.model, introspection)?;
        call.allows.check(analysis.kind)?;
        if analysis.introspects && !signed_in {
            return Err(Refusal::Introspection.into());
        }
        if analysis.kind != OperationType::Subscription {
            return Ok((document, analysis));
        }
        let mut document = document.as_ref().clone();
        subscription_root::put_in_place(&mut document, name, self.0.types.root(OperationType::Subscription))?;
        Ok((Arc::new(document), analysis))
    }

    async fn execute(&self, prepared: Prepared) -> Answer {
        let Prepared { request, analysis, asked, payer, identity, info, frontier, page, plans } = prepared;
        let sink = page.as_ref().and_then(|page| page.sink.clone());
        let (spent, tables) = (Arc::new(Spent::default()), Tables::of(&self.0.ledger, &payer));
        let held = Held::of(self.0.limits.operation_bytes);
        let parts = plans.map(|plans| Arc::new(RawParts::of(plans)));
        let work = async {
            let admitted = self.admit(request, identity, info).await?;
            let mut request = admitted.data(Arc::clone(&spent)).data(Arc::clone(&tables));
            if let Some(page) = page {
                request = request.data(page);
            }
            if let Some(parts) = &parts {
                request = request.data(Arc::clone(parts));
            }
            let engine = &self.0.engine;
            let work = if analysis.pages { engine.execute_pages(request) } else { engine.execute(request) };
            let answered = AssertUnwindSafe(work).catch_unwind().await;
            answered.map_err(|_| Fault::new(Refusal::Internal).with(&frontier.request_id))
        };
        let mut answer = match self.in_place(&payer, &held, work).await {
            Ok(response) => {
                let (payload, status) = frontier.shape(response, parts.map(|parts| parts.take()).unwrap_or_default());
                let beside = sink.map_or(0, |sink| sink.fields()).saturating_add(spent.cost());
                let actual =
                    asked.answered(payload.data.as_ref(), &payload.raw, &payload.errors).saturating_add(beside);
                self.0.buckets.give_back(&payer, analysis.cost.saturating_sub(actual));
                // A list without a page size may have been longer than its price.
                self.0.buckets.charge(&payer, actual.saturating_sub(analysis.cost));
                let mut answer = self.priced(Answer::given(status, payload), &payer, analysis.cost, Some(actual));
                if status == Refusal::Tables.status() {
                    (answer.refusal, answer.retry_after) = (Some(Refusal::Tables), Some(tables.retry_after()));
                }
                if status == Refusal::Unavailable.status() {
                    (answer.refusal, answer.retry_after) = (Some(Refusal::Unavailable), Some(AWAY_SECONDS));
                }
                answer.payload.tell_in_cost("planned", raw::planned(&answer.payload.raw));
                answer.payload.tell_in_cost("sources", spent.told());
                answer.payload.tell_in_cost("tables", tables.told());
                answer
            }
            Err(fault) => self.priced(Answer::refused(&fault, frontier.lang), &payer, analysis.cost, None),
        };
        answer.held = held.bytes();
        answer.operation_kind = Some(kind_name(analysis.kind));
        answer.operation_name = analysis.name;
        answer
    }

    async fn subscribe(&self, prepared: Prepared) -> Result<BoxStream<'static, Payload>, Fault> {
        let Prepared { request, analysis, asked, payer, identity, info, frontier, .. } = prepared;
        let subscribers = &self.0.subscribers;
        let share = subscribers.take(payer.clone());
        let share = share.ok_or_else(|| Fault::over(Refusal::Subscriptions, subscribers.most()).after(30))?;
        let place = self.0.streams.clone().try_acquire_owned();
        let place = place.map_err(|_| Fault::over(Refusal::Subscriptions, self.0.limits.subscriptions).after(30))?;
        let tables = Tables::of(&self.0.ledger, &payer);
        let limits = &self.0.limits;
        let event = Price { whole: analysis.cost.max(1), unheard: asked.own() };
        // Opened as a query is answered; the turns give the place back when it is open, or is not.
        let (opening, time) = (self.place(&payer).await?, limits.operation_time);
        let turns = Arc::new(Turns::of(&self.0.buckets, &self.0.events, &payer, event, time, opening));
        let time_left = identity.as_ref().map(|identity| identity.expires_at - self.0.clock.now());
        let bounds = subscription::Bounds { time_left, bytes: limits.operation_bytes, turns: Arc::clone(&turns) };
        let admitted = tokio::select! {
            biased;
            fault = turns.given_up() => return Err(fault),
            admitted = self.admit(request, identity, info) => admitted?,
        };
        let request = admitted.data(Arc::clone(&tables)).data(Arc::clone(&turns));
        let executor = self.clone();
        let (lang, answers) = (frontier.lang, self.0.engine.stream(request));
        let price = move |response: Response| {
            let (mut payload, _) = frontier.shape(response, Vec::new());
            let actual = asked.answered(payload.data.as_ref(), &[], &payload.errors);
            turns.end(actual);
            let balance = executor.0.buckets.balance(&payer);
            let cost = answer::cost(analysis.cost, Some(actual), balance, executor.0.limits.cost);
            payload.extensions.insert("cost".into(), cost);
            payload.tell_in_cost("tables", tables.told());
            payload
        };
        Ok(subscription::until_expired(answers, price, bounds, lang, (place, share)))
    }

    async fn admit(&self, mut request: Request, identity: Option<Identity>, info: CallInfo) -> Result<Request, Fault> {
        let (request_id, last_event_id) = (info.request_id.clone(), info.last_event_id.clone());
        let admitted = AssertUnwindSafe(self.0.context.provide(identity, info)).catch_unwind().await;
        let internal = || Fault::new(Refusal::Internal).with(&request_id);
        request.data = match admitted.map_err(|_| internal())? {
            Ok(data) => data,
            Err(ContextError::SignIn) => return Err(Refusal::SignIn.into()),
            Err(ContextError::Denied) => return Err(Refusal::Denied.into()),
            Err(ContextError::Refused { code, message }) => {
                return Err(Fault { said: Some(Box::new((code, message))), ..Fault::new(Refusal::Context) });
            }
            Err(ContextError::Unavailable(cause)) => {
                tracing::warn!(%request_id, %cause, "the context of a request is unavailable");
                return Err(Fault::new(Refusal::Unavailable).after(AWAY_SECONDS));
            }
            Err(ContextError::Broken(cause)) => {
                tracing::error!(%request_id, %cause, "the context of a request cannot be made");
                return Err(internal());
            }
        };
        Ok(request.data(LastEventId(last_event_id)).data(RequestId(request_id)))
    }

    fn dry_run(&self, analysis: &Analysis, payer: &Payer) -> Answer {
        let payload = Payload { data: Some(Value::Null), ..Payload::default() };
        let mut answer = self.priced(Answer::given(StatusCode::OK, payload), payer, analysis.cost, Some(0));
        answer.operation_kind = Some(kind_name(analysis.kind));
        answer.operation_name.clone_from(&analysis.name);
        answer
    }

    fn priced(&self, mut answer: Answer, payer: &Payer, requested: u64, actual: Option<u64>) -> Answer {
        let balance = self.0.buckets.balance(payer);
        let cost = answer::cost(requested, actual, balance, self.0.limits.cost);
        answer.payload.extensions.insert("cost".into(), cost);
        answer
    }
}

/// The bucket holds what is asked of it in so many seconds.
pub(super) fn over_budget(seconds: u64) -> Fault {
    Fault::new(Refusal::Budget).with(seconds.to_string()).after(seconds)
}

/// The parser's message is a drawing in several lines; its last says what was expected.
fn syntax(error: &async_graphql::parser::Error) -> Fault {
    let message = error.to_string();
    let gist = message.lines().last().unwrap_or_default().trim().trim_start_matches("= ");
    let gist: String = gist.chars().take(200).collect();
    Fault { locations: error.positions().take(1).collect(), ..Fault::new(Refusal::Syntax).with(gist) }
}
