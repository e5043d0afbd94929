//! What a press says, without saying it in any language: names of messages, and the values that stand in them.
//!
//! The sentences are the browser's own: `extension/_locales/<language>/messages.json`, where `$1` is the first value.
//! A message stands for a whole sentence wherever a language could want another order or another ending.

use crate::held::Time;

/// A message: its name, and what stands in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Its name.
    pub key: Key,
    /// What stands in it, in the order of the table: the first is `$1`.
    pub values: Vec<Value>,
}

/// What stands in a message, or beside a label.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text that is the same in every language.
    Text(String),
    /// Another message.
    Message(Message),
    /// A moment, which the popup writes as the admin's browser does.
    Time(Time),
    /// How long ago that moment was.
    Age(Time),
}

impl Key {
    /// The message with values in it.
    #[must_use]
    pub fn with(self, values: Vec<Value>) -> Message {
        Message { key: self, values }
    }

    /// The message with one value in it. Forty messages are made so, and each by itself would be larger than this.
    #[must_use]
    #[inline(never)]
    pub fn about(self, value: Value) -> Message {
        self.with(vec![value])
    }
}

impl From<Key> for Message {
    #[inline(never)]
    fn from(key: Key) -> Self {
        key.with(Vec::new())
    }
}

impl From<Key> for Value {
    #[inline(never)]
    fn from(key: Key) -> Self {
        Self::Message(key.into())
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl From<&str> for Value {
    #[inline(never)]
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Text(number.to_string())
    }
}

impl From<Time> for Value {
    fn from(time: Time) -> Self {
        Self::Time(time)
    }
}

/// One row for each message: the variant, its name in the language files, and what stands in it.
macro_rules! messages {
    ($($variant:ident = $name:literal ($($value:ident),*),)*) => {
        /// Names a message.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum Key {
            $(#[doc = concat!("`", $name, "` in the language files.")] $variant,)*
        }

        impl Key {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Every name. One text takes less room than as many addresses and lengths.
            const NAMES: &str = concat!($($name, " "),*);

            /// Its name in the language files.
            #[must_use]
            pub fn name(self) -> &'static str {
                Self::NAMES.split(' ').nth(self as usize).unwrap_or_default()
            }

            /// What stands in it, in this order: `$1`, `$2`, …
            #[must_use]
            pub fn takes(self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant => &[$(stringify!($value)),*],)*
                }
            }
        }
    };
}

messages! {
    Working = "working" (),

    // SAP's pages.
    CapturedOpenForm = "capturedOpenForm" (repository),
    CapturedGoToForm = "capturedGoToForm" (repository),
    CapturedUnsupported = "capturedUnsupported" (repository, system),
    NoEventReceiver = "noEventReceiver" (),
    StateOff = "stateOff" (),
    NoJobs = "noJobs" (),
    SecretCaptured = "secretCaptured" (credential),
    NameEmpty = "nameEmpty" (),
    SecretEmpty = "secretEmpty" (),
    OtherType = "otherType" (shown),
    OtherDialog = "otherDialog" (title),
    UntitledDialog = "untitledDialog" (),
    ScrollToWebhookData = "scrollToWebhookData" (),
    OpenWebhookData = "openWebhookData" (),
    AddEventReceiver = "addEventReceiver" (),
    Incomplete = "incomplete" (part),
    PartUrl = "partUrl" (),
    PartRepository = "partRepository" (),
    PartCredential = "partCredential" (),
    PartSystem = "partSystem" (),
    NothingToTake = "nothingToTake" (),
    UrlNotHttps = "urlNotHttps" (),
    UrlLeadsElsewhere = "urlLeadsElsewhere" (),
    UrlForbiddenCharacter = "urlForbiddenCharacter" (),
    RepositoryRefused = "repositoryRefused" (),
    RepositoryNameRefused = "repositoryNameRefused" (),
    CredentialNameRefused = "credentialNameRefused" (),
    BrokenCharacter = "brokenCharacter" (),
    NameTrimmed = "nameTrimmed" (),
    IsSapHost = "isSapHost" (origin),
    IsSapReceiver = "isSapReceiver" (origin),
    SecretRefused = "secretRefused" (problem),
    SecretIsEmpty = "secretIsEmpty" (),
    SecretIsTooLong = "secretIsTooLong" (limit),
    SecretIsMasked = "secretIsMasked" (),
    SecretHasForbiddenCharacter = "secretHasForbiddenCharacter" (),
    AmbiguousData = "ambiguousData" (),

    // Bitbucket's pages.
    Filled = "filled" (),
    RightAlready = "rightAlready" (),
    OtherEvent = "otherEvent" (label),
    VerificationSkipped = "verificationSkipped" (),
    Authentication = "authentication" (chosen),
    Undone = "undone" (),
    NeedsSecret = "needsSecret" (credential),
    NeedsSecretOnly = "needsSecretOnly" (repository),
    TypedSecretRefused = "typedSecretRefused" (problem),
    SecretOf = "secretOf" (credential),
    WrongRepository = "wrongRepository" (repository, server, held),
    NoRepository = "noRepository" (server, held),
    RepositoriesBelow = "repositoriesBelow" (),
    NoData = "noData" (),
    Forgotten = "forgotten" (),
    ForgottenOne = "forgottenOne" (repository),
    OpenForm = "openForm" (repository),
    OpenFormProject = "openFormProject" (repository),
    OpenFormLogIn = "openFormLogIn" (repository),
    OpenFormArchived = "openFormArchived" (repository),
    OpenFormNoPermission = "openFormNoPermission" (repository),
    NoForm = "noForm" (),
    Description = "pageDescription" (),
    DescriptionCopied = "descriptionCopied" (),
    PointAtFields = "pointAtFields" (),
    ChosenWrongly = "chosenWrongly" (problem),
    FieldChoice = "fieldChoice" (number, label),
    FieldChoiceUnlabelled = "fieldChoiceUnlabelled" (number),
    NoFieldChosen = "noFieldChosen" (),
    IsSameHost = "isSameHost" (repository, server),
    IsHttpAllowed = "isHttpAllowed" (server),
    RememberAddress = "rememberAddress" (),
    RememberYes = "rememberYes" (server),
    IsSameWebhook = "isSameWebhook" (repository),
    IsSapSource = "isSapSource" (origin, server),

    // What the server says of the webhook.
    Exists = "exists" (name),
    ExistsInProject = "existsInProject" (name),
    ExistsAfterFill = "existsAfterFill" (name),
    NotCheckedYet = "notCheckedYet" (),
    NotChecked = "notChecked" (reason),
    Verified = "verified" (),
    Proven = "proven" (),
    Differs = "differs" (),
    NotSaved = "notSaved" (),
    HealthAsked = "healthAsked" (),
    HealthRegistered = "healthRegistered" (),
    HealthInactive = "healthInactive" (),
    HealthPushMissing = "healthPushMissing" (),
    HealthDiffers = "healthDiffers" (),
    HealthMissing = "healthMissing" (),
    HealthNotPermitted = "healthNotPermitted" (user),
    HealthNotLoggedIn = "healthNotLoggedIn" (),
    HealthNoRepository = "healthNoRepository" (),
    HealthTimedOut = "healthTimedOut" (),
    HealthNoConnection = "healthNoConnection" (),
    HealthNotAllowed = "healthNotAllowed" (),
    HealthRefused = "healthRefused" (status, words),
    HealthWebPage = "healthWebPage" (),
    HealthUnknown = "healthUnknown" (),
    VerdictRight = "verdictRight" (),
    VerdictUnknown = "verdictUnknown" (),
    WrongUrl = "wrongUrl" (),
    WrongActive = "wrongActive" (),
    WrongPush = "wrongPush" (),
    WrongCertificates = "wrongCertificates" (),
    WrongSecret = "wrongSecret" (),
    WrongSingle = "wrongSingle" (),
    DeliveryNone = "deliveryNone" (),
    DeliveryNoneSinceChange = "deliveryNoneSinceChange" (),
    DeliveryUnknown = "deliveryUnknown" (),
    DeliveryAccepted = "deliveryAccepted" (),
    DeliveryUnanswered = "deliveryUnanswered" (),
    DeliveryRefused = "deliveryRefused" (),
    DeliveryRefusedWith = "deliveryRefusedWith" (status),
    DeliveryWrongSecret = "deliveryWrongSecret" (status),
    StandingUnasked = "standingUnasked" (),
    StandingFilled = "standingFilled" (),
    StandingRegistered = "standingRegistered" (),
    StandingInactive = "standingInactive" (),
    StandingPushMissing = "standingPushMissing" (),
    StandingDiffers = "standingDiffers" (),
    StandingMissing = "standingMissing" (),
    StandingNotPermitted = "standingNotPermitted" (),
    StandingNotLoggedIn = "standingNotLoggedIn" (),
    StandingUnsaid = "standingUnsaid" (),
    WithAge = "withAge" (words, age),
    LabelWebhook = "labelWebhook" (),
    LabelCertificates = "labelCertificates" (),
    LabelSingle = "labelSingle" (),
    LabelDelivery = "labelDelivery" (),
    LabelDeliveredAt = "labelDeliveredAt" (),

    // A form that is not as it is known, and a fill that failed. The field is one of those below.
    AmbiguousForm = "ambiguousForm" (problem),
    FieldsAbsent = "fieldsAbsent" (),
    FieldMissing = "fieldMissing" (field),
    FieldHidden = "fieldHidden" (field),
    FieldDoubled = "fieldDoubled" (field),
    FieldContradicted = "fieldContradicted" (field),
    FieldNotChosen = "fieldNotChosen" (field),
    FieldChosenTwice = "fieldChosenTwice" (field),
    StepFailed = "stepFailed" (problem),
    StepFailedPartly = "stepFailedPartly" (problem),
    Altered = "altered" (problem),
    AnotherPage = "anotherPage" (),
    FieldGone = "fieldGone" (field),
    FieldUnseen = "fieldUnseen" (field),
    FieldCovered = "fieldCovered" (field),
    FieldDisabled = "fieldDisabled" (field),
    FieldReadOnly = "fieldReadOnly" (field),
    FieldTooShort = "fieldTooShort" (field),
    FieldRefused = "fieldRefused" (field),
    FieldAltered = "fieldAltered" (field),
    // What a sentence above begins with.
    TheFieldName = "theFieldName" (),
    TheFieldUrl = "theFieldUrl" (),
    TheFieldSecret = "theFieldSecret" (),
    TheEventPush = "theEventPush" (),
    TheSwitchActive = "theSwitchActive" (),
    SomeField = "someField" (),

    // Any page.
    UnknownPage = "unknownPage" (),
    Unreadable = "unreadable" (),
    Framed = "framed" (),
    PageChanged = "pageChanged" (),
    PageTooLarge = "pageTooLarge" (),
    PageNotAllowed = "pageNotAllowed" (),
    PageFailed = "pageFailed" (cause),
    LoadFailed = "loadFailed" (),
    StoreFailed = "storeFailed" (),
    OpenFailed = "openFailed" (),
    CopyFailed = "copyFailed" (),

    // The options page. What it says of every setting stands in `extension/options.html`.
    SettingSaved = "settingSaved" (),
    SettingNotSaved = "settingNotSaved" (problem),
    SettingStoreFailed = "settingStoreFailed" (),
    StoredSettingSkipped = "storedSettingSkipped" (setting),
    PolicySettingSkipped = "policySettingSkipped" (setting),
    AllSettings = "allSettings" (),
    SetByPolicy = "setByPolicy" (),
    SecretMinutes = "secretMinutes" (),
    MinutesRefused = "minutesRefused" (least, most),
    NameTemplate = "nameTemplate" (),
    NamePreview = "namePreview" (name),
    TemplateIsBlank = "templateIsBlank" (),
    TemplateIsTooLong = "templateIsTooLong" (limit),
    TemplateHasBraces = "templateHasBraces" (),
    TemplateHasForbiddenCharacter = "templateHasForbiddenCharacter" (),
    AllowedTitle = "allowedTitle" (),
    AllowedHttp = "allowedHttp" (origin),
    LearntTitle = "learntTitle" (),
    LearntEntry = "learntEntry" (host, server, origin),
    PointedTitle = "pointedTitle" (),
    PointedCreate = "pointedCreate" (server),
    PointedEdit = "pointedEdit" (server),
    HostAllowed = "hostAllowed" (),
    HostNotAllowed = "hostNotAllowed" (),
    HostIsNoAddress = "hostIsNoAddress" (),
    HostRevoked = "hostRevoked" (),
    HostNotRevoked = "hostNotRevoked" (),

    // Labels of details.
    LabelActive = "labelActive" (),
    LabelAddress = "labelAddress" (),
    LabelCredential = "labelCredential" (),
    LabelHeld = "labelHeld" (),
    LabelInTheForm = "labelInTheForm" (),
    LabelMeant = "labelMeant" (),
    LabelOnThisPage = "labelOnThisPage" (),
    LabelItsSecret = "labelItsSecret" (),
    LabelName = "labelName" (),
    LabelPush = "labelPush" (),
    LabelRepository = "labelRepository" (),
    LabelSecret = "labelSecret" (),
    LabelSecretTakenAt = "labelSecretTakenAt" (),
    LabelTakenAt = "labelTakenAt" (),
    LabelTakenFrom = "labelTakenFrom" (),
    LabelThisPage = "labelThisPage" (),
    LabelType = "labelType" (),
    LabelUrl = "labelUrl" (),

    // What details say.
    SecretIsHeld = "secretIsHeld" (),
    SecretIsNotHeld = "secretIsNotHeld" (),
    Characters = "characters" (count),
    OutcomeFilled = "outcomeFilled" (),
    OutcomeRight = "outcomeRight" (),
    OutcomeKept = "outcomeKept" (),
    OutcomeSecretStays = "outcomeSecretStays" (),
    HeldRepositories = "heldRepositories" (count),
    OutcomeRestored = "outcomeRestored" (),

    // Buttons.
    ButtonBack = "buttonBack" (),
    ButtonCopy = "buttonCopy" (),
    ButtonCopyDescription = "buttonCopyDescription" (),
    ButtonFill = "buttonFill" (),
    ButtonFillAgain = "buttonFillAgain" (),
    ButtonFillAllTheSame = "buttonFillAllTheSame" (),
    ButtonForget = "buttonForget" (),
    ButtonForgetForm = "buttonForgetForm" (),
    ButtonForgetHint = "buttonForgetHint" (),
    ButtonForgetAll = "buttonForgetAll" (),
    ButtonForgetOne = "buttonForgetOne" (repository),
    ButtonGoThere = "buttonGoThere" (),
    ButtonNo = "buttonNo" (),
    ButtonOpenForm = "buttonOpenForm" (),
    ButtonOpenInBitbucket = "buttonOpenInBitbucket" (),
    ButtonPointAtIt = "buttonPointAtIt" (),
    ButtonRemove = "buttonRemove" (),
    ButtonRevoke = "buttonRevoke" (),
    ButtonTryAgain = "buttonTryAgain" (),
    ButtonUndo = "buttonUndo" (),
    ButtonYes = "buttonYes" (),
}
