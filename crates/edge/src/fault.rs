//! A refusal by the edge itself: its stable code, its status and what the caller may do about it.

use async_graphql::{ErrorExtensionValues, Pos, ServerError, Value};
use chrono::SecondsFormat;
use http::StatusCode;
use kernel::{Lang, Timestamp};

use super::{
    auth::{AuthError, TOKEN_BYTES},
    text,
};

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $status:ident $code:literal;)*) => {
        /// Everything the edge refuses by itself.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Refusal { $($(#[$doc])* $name),* }

        impl Refusal {
            /// The stable `extensions.code`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The HTTP status of an answer that is nothing but this refusal.
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status),* }
            }
        }
    };
}

refusals! {
    /// The parser refused the document.
    Syntax = BAD_REQUEST "GRAPHQL_PARSE_FAILED";
    /// A validation rule refused the document.
    Validation = BAD_REQUEST "GRAPHQL_VALIDATION_FAILED";
    /// Document bytes.
    DocumentBytes = BAD_REQUEST "LIMIT_DOCUMENT_BYTES";
    /// Lexical tokens.
    Tokens = BAD_REQUEST "LIMIT_TOKENS";
    /// Bracket nesting.
    Nesting = BAD_REQUEST "LIMIT_NESTING";
    /// Directives.
    Directives = BAD_REQUEST "LIMIT_DIRECTIVES";
    /// Expanded selections.
    Selections = BAD_REQUEST "LIMIT_SELECTIONS";
    /// Expanded aliases.
    Aliases = BAD_REQUEST "LIMIT_ALIASES";
    /// One field asked for again and again beside itself.
    Repeats = BAD_REQUEST "LIMIT_REPEATS";
    /// Introspection that goes in circles.
    IntrospectionDepth = BAD_REQUEST "LIMIT_INTROSPECTION_DEPTH";
    /// Bytes held by one operation.
    OperationBytes = BAD_REQUEST "LIMIT_OPERATION_BYTES";
    /// Field depth.
    Depth = BAD_REQUEST "LIMIT_DEPTH";
    /// Items of a list.
    ListItems = BAD_REQUEST "LIMIT_LIST_ITEMS";
    /// Nesting of the variables.
    VariablesDepth = BAD_REQUEST "LIMIT_VARIABLES_DEPTH";
    /// Values in the variables.
    VariablesValues = BAD_REQUEST "LIMIT_VARIABLES_VALUES";
    /// A fragment reaches itself.
    FragmentCycle = BAD_REQUEST "GRAPHQL_VALIDATION_FAILED";
    /// A field stands twice in an input object.
    InputFieldRepeated = BAD_REQUEST "GRAPHQL_VALIDATION_FAILED";
    /// A directive stands twice at one place, where it may stand once.
    DirectiveRepeated = BAD_REQUEST "GRAPHQL_VALIDATION_FAILED";
    /// A subscription that does not ask for one field, always.
    SubscriptionRoot = BAD_REQUEST "GRAPHQL_VALIDATION_FAILED";
    /// One operation costs too much.
    Cost = BAD_REQUEST "LIMIT_COST";
    /// `operationName` names nothing.
    OperationUnknown = BAD_REQUEST "OPERATION_NOT_FOUND";
    /// Several operations and no `operationName`.
    OperationNameMissing = BAD_REQUEST "OPERATION_NAME_REQUIRED";
    /// A variable does not fit its declared type.
    Variable = BAD_REQUEST "BAD_USER_INPUT";
    /// A variable's key is reserved by the serialiser.
    VariableName = BAD_REQUEST "BAD_USER_INPUT";
    /// A text holds the character NUL, which PostgreSQL cannot hold and no search finds.
    Nul = BAD_REQUEST "BAD_USER_INPUT";
    /// An argument does not fit its scalar.
    Argument = BAD_REQUEST "BAD_USER_INPUT";
    /// A mutation or subscription by plain GET.
    NotAQuery = METHOD_NOT_ALLOWED "GET_IS_FOR_QUERIES";
    /// A mutation by a sign-in that may only read.
    ReadsOnly = FORBIDDEN "SESSION_ONLY_READS";
    /// A subscription on a transport that answers once.
    NeedsAStream = BAD_REQUEST "SUBSCRIPTION_NEEDS_A_STREAM";
    /// Not JSON, or not the JSON of a request.
    NotJson = BAD_REQUEST "BAD_REQUEST";
    /// A document by its hash alone. The status is 200, as clients that send hashes expect; they then send the document.
    PersistedQuery = OK "PERSISTED_QUERY_NOT_FOUND";
    /// No document.
    QueryMissing = BAD_REQUEST "BAD_REQUEST";
    /// A list of operations.
    Batch = BAD_REQUEST "BATCHING_IS_OFF";
    /// Another content type.
    ContentType = UNSUPPORTED_MEDIA_TYPE "UNSUPPORTED_MEDIA_TYPE";
    /// No media type in common.
    Accept = NOT_ACCEPTABLE "NOT_ACCEPTABLE";
    /// Body bytes.
    BodyBytes = PAYLOAD_TOO_LARGE "LIMIT_BODY_BYTES";
    /// The body came too slowly.
    BodyTime = REQUEST_TIMEOUT "BODY_TIMED_OUT";
    /// The query string is too long.
    QueryStringBytes = URI_TOO_LONG "LIMIT_QUERY_STRING_BYTES";
    /// Another method.
    Method = METHOD_NOT_ALLOWED "METHOD_NOT_ALLOWED";
    /// The token is not valid.
    Token = UNAUTHORIZED "UNAUTHENTICATED";
    /// The token's time is over.
    TokenExpired = UNAUTHORIZED "TOKEN_EXPIRED";
    /// The token is longer than we read.
    TokenLong = REQUEST_HEADER_FIELDS_TOO_LARGE "TOKEN_TOO_LONG";
    /// The issuer's keys cannot be fetched and none are kept.
    IssuerAway = SERVICE_UNAVAILABLE "UNAVAILABLE";
    /// The door wants an identity.
    SignIn = UNAUTHORIZED "UNAUTHENTICATED";
    /// Introspection without identity.
    Introspection = UNAUTHORIZED "INTROSPECTION_NEEDS_SIGN_IN";
    /// What asks at the sockets' address opens none.
    Upgrade = UPGRADE_REQUIRED "UPGRADE_REQUIRED";
    /// A page of another origin opens a socket.
    Origin = FORBIDDEN "DENIED";
    /// The door refused the caller.
    Denied = FORBIDDEN "DENIED";
    /// The door refused the call with words of its own.
    Door = BAD_REQUEST "REFUSED";
    /// The caller's bucket is empty.
    Budget = TOO_MANY_REQUESTS "RATE_LIMITED";
    /// The caller has learnt as many tables today as anyone may.
    Tables = TOO_MANY_REQUESTS "TABLE_BUDGET_SPENT";
    /// The caller's answers that nobody reads.
    Waiting = TOO_MANY_REQUESTS "LIMIT_WAITING_BYTES";
    /// Too many sockets of one caller.
    Sockets = TOO_MANY_REQUESTS "LIMIT_SOCKETS";
    /// Too many subscriptions.
    Subscriptions = TOO_MANY_REQUESTS "LIMIT_SUBSCRIPTIONS";
    /// No place among the running operations.
    Busy = SERVICE_UNAVAILABLE "BUSY";
    /// The operation took too long.
    OperationTime = GATEWAY_TIMEOUT "OPERATION_TIMED_OUT";
    /// A dependency is away.
    Unavailable = SERVICE_UNAVAILABLE "UNAVAILABLE";
    /// A fault of ours.
    Internal = INTERNAL_SERVER_ERROR "INTERNAL";
}

/// One refusal with its values.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Which.
    pub refusal: Refusal,
    /// Values for the text, in order.
    pub values: Vec<String>,
    /// The limit that was passed.
    pub limit: Option<u64>,
    /// Where in the document.
    pub locations: Vec<Pos>,
    /// Seconds to wait.
    pub retry_after: Option<u64>,
    /// When the limit is whole again.
    pub reset_at: Option<Timestamp>,
    /// A code and text that stand in place of the refusal's own.
    pub said: Option<Box<(&'static str, String)>>,
}

impl Fault {
    /// A refusal without values.
    pub fn new(refusal: Refusal) -> Self {
        Self {
            refusal,
            values: Vec::new(),
            limit: None,
            locations: Vec::new(),
            retry_after: None,
            reset_at: None,
            said: None,
        }
    }

    /// A refusal because `limit` was passed.
    pub fn over(refusal: Refusal, limit: impl TryInto<u64>) -> Self {
        let limit = limit.try_into().unwrap_or(u64::MAX);
        Self { limit: Some(limit), ..Self::new(refusal) }.with(limit.to_string())
    }

    /// Adds a value for the text.
    #[must_use]
    pub fn with(mut self, value: impl Into<String>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Adds a place in the document.
    #[must_use]
    pub fn at(mut self, position: Pos) -> Self {
        self.locations.push(position);
        self
    }

    /// Adds the time to wait.
    #[must_use]
    pub fn after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The error as it stands in an answer.
    pub fn error(&self, lang: Lang) -> ServerError {
        let (code, message) = match &self.said {
            Some(said) => (said.0, said.1.clone()),
            None => (self.refusal.code(), text::say(self.refusal, lang, &self.values)),
        };
        let mut error = ServerError::new(message, None);
        error.locations.clone_from(&self.locations);
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", code);
        if let Some(limit) = self.limit {
            extensions.set("limit", Value::Number(limit.into()));
        }
        if let Some(seconds) = self.retry_after {
            extensions.set("retryAfter", Value::Number(seconds.into()));
        }
        if let Some(instant) = self.reset_at {
            extensions.set("resetAt", instant.to_rfc3339_opts(SecondsFormat::Secs, true));
        }
        error.extensions = Some(extensions);
        error
    }

    /// The error as a resolver gives it.
    pub fn spoken(&self, lang: Lang) -> async_graphql::Error {
        let ServerError { message, extensions, .. } = self.error(lang);
        async_graphql::Error { message, source: None, extensions }
    }
}

impl From<AuthError> for Fault {
    fn from(error: AuthError) -> Self {
        match error {
            AuthError::Expired => Refusal::TokenExpired.into(),
            AuthError::IssuerAway => Self::new(Refusal::IssuerAway).after(30),
            AuthError::TooLong => Self::over(Refusal::TokenLong, TOKEN_BYTES),
            AuthError::Invalid | AuthError::Unusable(_) => Refusal::Token.into(),
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal)
    }
}
