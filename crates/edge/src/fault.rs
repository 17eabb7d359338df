//! A refusal by the edge itself: its stable code, its status and what the caller may do about it.

use async_graphql::{ErrorExtensionValues, Pos, ServerError, Value};
use chrono::SecondsFormat;
use http::StatusCode;
use kernel::{Lang, Timestamp};

use super::{
    auth::{AGE_FLOOR, AuthError, TOKEN_BYTES},
    text,
};

macro_rules! refusals {
    ($($(#[doc = $doc:literal])* $name:ident = $status:ident $code:literal $remedy:ident;)*) => {
        /// Everything the edge refuses by itself.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Refusal { $($(#[doc = $doc])* $name),* }

        impl Refusal {
            /// Every one of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The stable `extensions.code`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The HTTP status of an answer that is nothing but this refusal.
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status),* }
            }

            /// When it is given: a sentence of the documents.
            pub const fn when(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),*).trim_ascii()),* }
            }

            /// What the caller does about it.
            pub const fn remedy(self) -> Remedy {
                match self { $(Self::$name => Remedy::$remedy),* }
            }
        }
    };
}

/// What a caller does about a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The request itself must change.
    Change,
    /// It asks for too much at once.
    AskLess,
    /// Another transport or form.
    SendOtherwise,
    /// The document goes with its hash.
    SendDocument,
    /// The token must be another.
    SignIn,
    /// A right is missing.
    AskForAccess,
    /// What was read is old.
    ReadAgain,
    /// It passes.
    Wait,
    /// What is open or unread must go first.
    LetGo,
    /// It is ours to mend.
    Report,
}

impl Remedy {
    /// What the documents say.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Change => "change the request; sent again as it is, it is refused again",
            Self::AskLess => "ask for less at once: smaller pages, fewer fields, several requests",
            Self::SendOtherwise => "send it in the way that the message names",
            Self::SendDocument => "send the document itself; clients do so by themselves",
            Self::SignIn => "get a new token and send it again",
            Self::AskForAccess => "ask whoever hands out roles, or runs the service",
            Self::ReadAgain => "read it again, decide anew, send what is then right",
            Self::Wait => "send it again after `Retry-After` seconds",
            Self::LetGo => "close or read what is open, then send it again after `Retry-After` seconds",
            Self::Report => {
                "tell whoever runs the service the request id; for a mutation with an idempotency key, send it again"
            }
        }
    }
}

refusals! {
    /// The parser refused the document.
    Syntax = BAD_REQUEST "GRAPHQL_PARSE_FAILED" Change;
    /// A validation rule refused the document.
    Validation = BAD_REQUEST "GRAPHQL_VALIDATION_FAILED" Change;
    /// The document has too many bytes.
    DocumentBytes = BAD_REQUEST "LIMIT_DOCUMENT_BYTES" AskLess;
    /// The document has too many lexical tokens.
    Tokens = BAD_REQUEST "LIMIT_TOKENS" AskLess;
    /// Brackets are nested too deeply.
    Nesting = BAD_REQUEST "LIMIT_NESTING" Change;
    /// The document has too many directives.
    Directives = BAD_REQUEST "LIMIT_DIRECTIVES" Change;
    /// Too many fields are selected, fragments expanded.
    Selections = BAD_REQUEST "LIMIT_SELECTIONS" AskLess;
    /// There are too many aliases, fragments expanded.
    Aliases = BAD_REQUEST "LIMIT_ALIASES" AskLess;
    /// One field is asked for again and again beside itself.
    Repeats = BAD_REQUEST "LIMIT_REPEATS" Change;
    /// Introspection goes in circles: a third list of fields, interfaces, possible types or input fields below one another.
    IntrospectionDepth = BAD_REQUEST "LIMIT_INTROSPECTION_DEPTH" Change;
    /// The rows read and the answer made are too many bytes; all of it is dropped.
    OperationBytes = BAD_REQUEST "LIMIT_OPERATION_BYTES" AskLess;
    /// Fields are nested too deeply.
    Depth = BAD_REQUEST "LIMIT_DEPTH" Change;
    /// A list has too many items, in the document or in the variables.
    ListItems = BAD_REQUEST "LIMIT_LIST_ITEMS" AskLess;
    /// The variables are nested too deeply.
    VariablesDepth = BAD_REQUEST "LIMIT_VARIABLES_DEPTH" Change;
    /// The variables hold too many values.
    VariablesValues = BAD_REQUEST "LIMIT_VARIABLES_VALUES" AskLess;
    /// A fragment reaches itself.
    FragmentCycle = BAD_REQUEST "GRAPHQL_VALIDATION_FAILED" Change;
    /// A field stands twice in an input object.
    InputFieldRepeated = BAD_REQUEST "GRAPHQL_VALIDATION_FAILED" Change;
    /// A directive stands twice at one place, where it may stand once.
    DirectiveRepeated = BAD_REQUEST "GRAPHQL_VALIDATION_FAILED" Change;
    /// A subscription does not ask for one field, always.
    SubscriptionRoot = BAD_REQUEST "GRAPHQL_VALIDATION_FAILED" Change;
    /// One operation costs too much.
    Cost = BAD_REQUEST "LIMIT_COST" AskLess;
    /// `operationName` names nothing.
    OperationUnknown = BAD_REQUEST "OPERATION_NOT_FOUND" Change;
    /// There are several operations and no `operationName`.
    OperationNameMissing = BAD_REQUEST "OPERATION_NAME_REQUIRED" Change;
    /// A variable does not fit its declared type.
    Variable = BAD_REQUEST "BAD_USER_INPUT" Change;
    /// A variable's key begins with `$`.
    VariableName = BAD_REQUEST "BAD_USER_INPUT" Change;
    /// A text holds the character NUL, which PostgreSQL cannot hold and no search finds.
    Nul = BAD_REQUEST "BAD_USER_INPUT" Change;
    /// An argument does not fit its scalar. Status 200 where other fields have an answer.
    Argument = BAD_REQUEST "BAD_USER_INPUT" Change;
    /// A mutation or subscription by plain GET.
    NotAQuery = METHOD_NOT_ALLOWED "GET_IS_FOR_QUERIES" SendOtherwise;
    /// A mutation by a sign-in that may only read.
    ReadsOnly = FORBIDDEN "SESSION_ONLY_READS" SignIn;
    /// A subscription on a transport that answers once.
    NeedsAStream = BAD_REQUEST "SUBSCRIPTION_NEEDS_A_STREAM" SendOtherwise;
    /// The body is not JSON, or not the JSON of a request.
    NotJson = BAD_REQUEST "BAD_REQUEST" Change;
    /// The document is named by its hash alone. The status is as clients that send hashes expect.
    PersistedQuery = OK "PERSISTED_QUERY_NOT_FOUND" SendDocument;
    /// There is no document.
    QueryMissing = BAD_REQUEST "BAD_REQUEST" Change;
    /// A list of operations.
    Batch = BAD_REQUEST "BATCHING_IS_OFF" SendOtherwise;
    /// The body is of another content type.
    ContentType = UNSUPPORTED_MEDIA_TYPE "UNSUPPORTED_MEDIA_TYPE" SendOtherwise;
    /// No media type that the caller takes.
    Accept = NOT_ACCEPTABLE "NOT_ACCEPTABLE" SendOtherwise;
    /// The body has too many bytes.
    BodyBytes = PAYLOAD_TOO_LARGE "LIMIT_BODY_BYTES" AskLess;
    /// The body came too slowly.
    BodyTime = REQUEST_TIMEOUT "BODY_TIMED_OUT" AskLess;
    /// The query string is too long.
    QueryStringBytes = URI_TOO_LONG "LIMIT_QUERY_STRING_BYTES" SendOtherwise;
    /// Another method than GET and POST.
    Method = METHOD_NOT_ALLOWED "METHOD_NOT_ALLOWED" SendOtherwise;
    /// The token is not valid.
    Token = UNAUTHORIZED "UNAUTHENTICATED" SignIn;
    /// The token's time is over.
    TokenExpired = UNAUTHORIZED "TOKEN_EXPIRED" SignIn;
    /// The token is longer than 32 KiB, mostly for its groups.
    TokenLong = REQUEST_HEADER_FIELDS_TOO_LARGE "TOKEN_TOO_LONG" SignIn;
    /// The issuer's keys cannot be fetched and none are kept, or the key that is named may have come since.
    IssuerAway = SERVICE_UNAVAILABLE "UNAVAILABLE" Wait;
    /// What is asked for wants an identity.
    SignIn = UNAUTHORIZED "UNAUTHENTICATED" SignIn;
    /// Introspection without identity.
    Introspection = UNAUTHORIZED "INTROSPECTION_NEEDS_SIGN_IN" SignIn;
    /// What asks at the sockets' address opens none: mostly a proxy that does not pass `Upgrade` on.
    Upgrade = UPGRADE_REQUIRED "UPGRADE_REQUIRED" SendOtherwise;
    /// A page of another origin opens a socket.
    Origin = FORBIDDEN "DENIED" AskForAccess;
    /// The caller gets no context.
    Denied = FORBIDDEN "DENIED" AskForAccess;
    /// The call gets no context, in words of its own.
    Context = BAD_REQUEST "REFUSED" Change;
    /// The caller's bucket is empty.
    Budget = TOO_MANY_REQUESTS "RATE_LIMITED" Wait;
    /// The caller has learnt as many tables today as anyone may. Status 200 where other fields have an answer.
    Tables = TOO_MANY_REQUESTS "TABLE_BUDGET_SPENT" Wait;
    /// Too many bytes of the caller's answers wait unread.
    Waiting = TOO_MANY_REQUESTS "LIMIT_WAITING_BYTES" LetGo;
    /// Too many sockets of one caller.
    Sockets = TOO_MANY_REQUESTS "LIMIT_SOCKETS" LetGo;
    /// Too many subscriptions.
    Subscriptions = TOO_MANY_REQUESTS "LIMIT_SUBSCRIPTIONS" LetGo;
    /// There is no place among the running operations, or for the body or the answer.
    Busy = SERVICE_UNAVAILABLE "BUSY" Wait;
    /// The operation took too long.
    OperationTime = GATEWAY_TIMEOUT "OPERATION_TIMED_OUT" AskLess;
    /// A dependency, mostly the database, is away. Status 200 where other fields have an answer.
    Unavailable = SERVICE_UNAVAILABLE "UNAVAILABLE" Wait;
    /// A fault of ours. Status 200 where other fields have an answer.
    Internal = INTERNAL_SERVER_ERROR "INTERNAL" Report;
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
            AuthError::IssuerAway => Self::new(Refusal::IssuerAway).after(AGE_FLOOR.as_secs()),
            AuthError::KeyAwaited { seconds } => Self::new(Refusal::IssuerAway).after(seconds),
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
