#include "common/base/text/ascii.hpp"
#include "common/racf/authorization/decision.hpp"
#include "common/racf/rotation/generation_message.hpp"
#include "common/wiring/listers.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/new_link.hpp"
#include "tools/racf-admin/ok_rc.hpp"
#include "tools/racf-admin/rotate.hpp"
#include "tools/racf-admin/verbs.hpp"
#include "tools/racf-admin/words.hpp"

namespace ptkt::admin {

namespace {

using wiring::kListAppls;
using wiring::kListGroups;
using wiring::kListUsers;

constexpr std::string_view kKeyActions[] = {"generate", "import",      "list",   "delete",   "wrap",
                                            "unwrap",   "check-value", "policy", "authority"};

constexpr std::string_view kReplayActions[] = {"status", "accept-loss", "future", "init", "check"};

constexpr Verb kVerbs[] = {
    {"access", &run_access, {}},
    {"adopt", &run_adopt, {}},
    {"audit", &run_audit, {}},
    {"check", &run_check, {}},
    {"doctor", &run_doctor, {}},
    {"init", &run_init, {}},
    {"key", &run_key, kKeyActions},
    {"list", &run_list, kListActions},
    {"load", &run_load, {}},
    {"new-link", &run_new_link, {}},
    {"publish", &run_publish, {}},
    {"rekey", &run_rekey, {}},
    {"replay", &run_replay, kReplayActions},
    {"rotate", &run_rotate, {}},
    {"unload", &run_unload, {}},
};

/// A word of our own, in whatever case it is written.
base::Result<std::string> read_action(std::string_view word) {
    return base::to_lower(word);
}

/// What the tables of all words end with.
void finish(cli::OptionTable& table, cli::CommonOptions& common) {
    table.job_of(kTool, all_tables());
    cli::add_common_options(table, common);
}

/// A name that is not there before it is read, though it must be given.
cli::OperandSpec& required(cli::OperandSpec& operand) {
    operand.optional = false;
    return operand;
}

/// Keys on their way from one store to another.
void add_packages(cli::OptionTable& table, KeyOptions& options) {
    table.option({"to", 0, "CERT", "wrap: the receiver's certificate, a PEM file"}, options.to)
        .file()
        .command_line_only()
        .for_actions({"wrap"});
    table.option({"sign", 0, "CERT", "wrap: sign as the owner of this certificate"}, options.sign)
        .file()
        .for_actions({"wrap"});
    table
        .option({"sign-key", 0, "SOURCE", "wrap: its private key in PEM, from a file or fd:N ..."},
                options.sign_key)
        .secret_source()
        .for_actions({"wrap"});
    table
        .option({"key", 0, "SOURCE", "unwrap: the receiver's private key in PEM, likewise"},
                options.key)
        .secret_source()
        .for_actions({"unwrap"});
    table
        .option({"unsigned", 0, "", "unwrap: take a package that nobody signed, from anyone"},
                options.is_unsigned)
        .command_line_only()
        .for_actions({"unwrap"});
    table
        .option({"expect", 0, "PROFILE", "unwrap: the profile that the key must be for"},
                options.expect, &racf::ProfileName::parse)
        .listed_by(kListAppls)
        .for_actions({"unwrap"});
    table
        .option({"expires", 0, "DURATION", "wrap: how long the package is good; a day"},
                options.expires)
        .range(1, 31 * 86400)
        .for_actions({"wrap"});
}

}  // namespace

std::span<const Verb> verbs() {
    return kVerbs;
}

const Verb* find_verb(std::string_view word) {
    const std::string lower = base::to_lower(word);
    for (const Verb& verb : kVerbs)
        if (verb.word == lower) return &verb;
    return nullptr;
}

cli::OptionTable init_table(InitOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin init",
        .purpose = "Make a profile store with the groups and the user that RACF begins with.",
        .usage = {"[OPTION]..."},
        .examples = {{"racf-admin init --store /srv/ptkt", "a store that keeps its master key"},
                     {"racf-admin init --store /var/lib/ptkt --owner ptkt",
                      "as root, a store for the services"},
                     {"racf-admin init --master-key cred:master", "one whose key is elsewhere"}},
        .exit_status = {{"0", "made"},
                        {"64", "usage"},
                        {"73", "the store cannot be created"},
                        {"74", "input/output error"},
                        {"77", "not permitted"},
                        {"78", "configuration unusable"}},
    });
    table
        .option({"owner", 0, "USER[:GROUP]", "as root: make the store for this user of the system"},
                options.owner, &files::parse_account)
        .command_line_only();
    finish(table, options.common);
    table.fields(kActionFields);
    return table;
}

cli::OptionTable key_table(KeyOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin key",
        .purpose = "Keys of the store's key vault, which KEYLABEL and EPTKEYLABEL name.",
        .usage = {"generate [OPTION]... LABEL", "import --from SOURCE [OPTION]... LABEL",
                  "list [OPTION]...", "delete [OPTION]... LABEL",
                  "wrap --to CERT [--sign CERT --sign-key SOURCE] PROFILE",
                  "unwrap --expect PROFILE --key SOURCE --from CERT|--unsigned",
                  "check-value PROFILE", "policy [warn|refuse]", "authority [off|required]"},
        .examples = {{"racf-admin key generate PTKT.APPLI2I", "an HMAC key of 64 bytes"},
                     {"racf-admin key import PTKT.OLD --from old.key", "a key from a file"},
                     {"racf-admin key list --json", "labels, kinds and dates"}},
        .exit_status = {{"0", "done"},
                        {"64", "usage"},
                        {"65", "the key, the label or the package is malformed"},
                        {"66", "no such key or profile, or source not found"},
                        {"73", "there is a key of this label already"},
                        {"75", "another run is at work: try again"},
                        {"77", "not permitted: key in use, or weak key or package refused"},
                        {"78", "configuration or store unusable"}},
    });
    table.operand("ACTION",
                  "generate, import, list, delete, wrap, unwrap, check-value, policy or authority",
                  options.action, &read_action);
    table
        .operand("LABEL",
                 "1 to 64 of A-Z 0-9 @ # $ and periods; or a profile; or what policy and authority "
                 "are set to",
                 options.label)
        .listed_by("racf-admin list keys");
    table
        .choice({"kind", 0, "KIND", "kind of key; generate makes hmac by default"}, options.kind,
                {{"hmac", store::VaultKind::Hmac}, {"des", store::VaultKind::Des}})
        .for_actions({"generate", "import"});
    table.option({"size", 0, "BYTES", "size of a generated HMAC key; 64 by default"}, options.size)
        .range(32, 256)
        .for_actions({"generate"});
    table
        .option({"from", 0, "SOURCE", "import: the key's digits; unwrap: the sender's certificate"},
                options.from)
        .secret_source()
        .for_actions({"import", "unwrap"});
    add_packages(table, options);
    table
        .option({"strict-keys", 0, "", "refuse weak keys, instead of a warning"},
                options.strict_keys)
        .for_actions({"generate", "import", "unwrap"});
    table
        .option({"as", 0, "USER", "the user who is on record for it; default: IBMUSER"},
                options.issuer, &racf::UserId::parse)
        .for_actions({"generate", "import", "delete", "wrap", "unwrap", "policy", "authority"})
        .listed_by(kListUsers);
    finish(table, options.common);
    for (const std::string_view of : {kVaultKeyFields, kPolicyFields, kAuthorityFields,
                                      kCheckValueFields, kActionFields, kRotationFields})
        table.fields(of);
    return table;
}

cli::OptionTable list_table(ListOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin list",
        .purpose = "Print the names of what is in a store, one a line.",
        .usage = {"users|groups|keys [OPTION]...", "profiles [CLASS] [OPTION]..."},
        .examples = {{"racf-admin list profiles PTKTDATA", "which applications have a key"},
                     {"racf-admin list users --json", "as JSON"}},
        .exit_status = {{"0", "done"},
                        {"64", "usage"},
                        {"66", "no such store"},
                        {"78", "configuration or store unusable"}},
    });
    table.operand("WHAT", "users, groups, profiles or keys", options.what, &read_action);
    table.operand("CLASS", "profiles: only those of this class", options.cls);
    finish(table, options.common);
    table.fields(kNameFields);
    return table;
}

cli::OptionTable rekey_table(RekeyOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin rekey",
        .purpose = "Replace the master key, and seal every key of the store again.",
        .usage = {"[--new-master-key SOURCE]", "--master-key SOURCE --finish"},
        .examples = {{"racf-admin rekey", "a random one, for a store that keeps its own"},
                     {"racf-admin rekey --master-key old.key --new-master-key new.key",
                      "one that is kept elsewhere"}},
        .exit_status = {{"0", "done"},
                        {"64", "usage"},
                        {"66", "no such store or source"},
                        {"75", "another run is at work: try again"},
                        {"78", "a key does not open, or the store is unusable"}},
    });
    table
        .option({"new-master-key", 0, "SOURCE", "where the new one is; 64 hexadecimal digits"},
                options.new_master_key)
        .secret_source();
    table
        .option({"finish", 0, "", "of one kept elsewhere: the old one opens nothing from here on"},
                options.finish)
        .command_line_only();
    finish(table, options.common);
    table.fields(kActionFields);
    return table;
}

cli::OptionTable replay_table(ReplayOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin replay",
        .purpose =
            "Show or restart the record of used tickets, share it, and narrow the window ahead.",
        .usage = {"status [OPTION]... [URL]", "accept-loss [OPTION]...",
                  "future [OPTION]... DURATION", "init|check [OPTION]... URL"},
        .examples = {{"racf-admin replay status", "whether tickets are refused, and until when"},
                     {"racf-admin replay init postgresql://db/ptkt",
                      "make the table that several receivers share"},
                     {"racf-admin replay accept-loss", "go on after a restored backup"},
                     {"racf-admin replay future 30s", "clocks here are kept by NTP"}},
        .exit_status = {{"0", "done; status: nothing is refused"},
                        {"4", "status: tickets are refused because records may be gone"},
                        {"8", "status: records are damaged; check: the server does not protect"},
                        {"64", "usage"},
                        {"66", "no such store"},
                        {"69", "the shared table of used tickets does not answer"},
                        {"75", "the store is busy: try again"},
                        {"78", "configuration or store unusable"}},
    });
    table.operand("ACTION", "status, accept-loss, future, init or check", options.action,
                  &read_action);
    table.operand("DURATION|URL",
                  "future: how far ahead of the clock a ticket may have been made; init, status, "
                  "check: the shared table of used tickets, postgresql://HOST/DATABASE",
                  options.operand);
    add_ok_rc_of_word(table, options.ok_rc).for_actions({"status", "check"});
    finish(table, options.common);
    for (const std::string_view of : {kReplayFields, kSharedFindingFields, kActionFields})
        table.fields(of);
    return table;
}

namespace {

using AuditWords = std::vector<std::pair<std::string, std::string>>;

/// What the records of an audit log can be of.
AuditWords audit_events() {
    AuditWords words;
    for (const char* word :
         {"signon", "signon-left-out", "explained", "revocation", "ticket-made", "ticket-refused",
          "ticket-evaluated", "command", "key", "replay", "rotation", "rekey", "store"})
        words.emplace_back(word, word);
    return words;
}

AuditWords audit_reasons() {
    AuditWords words;
    for (const std::string& word : authorization::reason_words())
        words.emplace_back(word, word);
    for (const char* word : {"error", "failures", "inactive"})
        words.emplace_back(word, word);
    return words;
}

base::Result<store::ChainPoint> read_chain_point(std::string_view text) {
    if (const auto point = store::parse_chain_point(text)) return *point;
    return base::with_hint(
        base::fail(base::ErrorKind::Malformed, "'{}' is not a head", base::printable(text, 40)),
        "give what 'racf-admin audit --head' printed");
}

}  // namespace

cli::OptionTable publish_table(PublishOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin publish",
        .purpose = "Write the store as a signed generation that other receivers adopt.",
        .usage = {"--to CERT... --sign CERT --sign-key SOURCE [OPTION]... DIR", "--status DIR"},
        .examples = {{"racf-admin publish --to one.pem --sign own.pem --sign-key own.key shelf",
                      "the next generation, for the receiver whose certificate is one.pem"},
                     {"racf-admin publish --status shelf", "which receivers have it"}},
        .exit_status = {{"0", "done; --status: every receiver has it"},
                        {"1", "--status: a receiver does not have it"},
                        {"64", "usage"},
                        {"65", "a certificate or key is malformed"},
                        {"66", "no such store or file"},
                        {"75", "the store is busy: try again"},
                        {"77", "a certificate is not valid today"},
                        {"78", "configuration or store unusable"}},
    });
    table.option({"to", 0, "CERT", "a receiver's certificate, a PEM file"}, options.to)
        .not_with({"status"});
    table.option({"sign", 0, "CERT", "sign as the owner of this certificate"}, options.sign)
        .file()
        .not_with({"status"});
    table
        .option({"sign-key", 0, "SOURCE", "its private key in PEM, from a file or fd:N ..."},
                options.sign_key)
        .secret_source()
        .not_with({"status"});
    table.option({"status", 0, "", "print which receivers have the generation"}, options.status)
        .command_line_only();
    table.operand("DIR", "where generations are written", options.directory);
    finish(table, options.common);
    table.fields(kPublishFields);
    return table;
}

cli::OptionTable adopt_table(AdoptOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin adopt",
        .purpose = "Put the newest generation that was published in place in the store.",
        .usage = {"--key SOURCE --from CERT [OPTION]... DIR", "--status [OPTION]..."},
        .examples = {{"racf-admin adopt --key own.key --from publisher.pem shelf",
                      "at a receiver, after the directory was carried there"},
                     {"racf-admin adopt --status", "which generation the store has"}},
        .exit_status = {{"0", "done, or there already"},
                        {"64", "usage"},
                        {"65", "a generation, certificate or key is malformed, or was altered"},
                        {"66", "no such store or file"},
                        {"73", "it cannot be put in place"},
                        {"75", "the store is busy, or the generation is not complete: try again"},
                        {"77",
                         "older than the store's, for another receiver, or of another signer"},
                        {"78", "configuration or store unusable"}},
    });
    table
        .option({"key", 0, "SOURCE", "this receiver's private key in PEM, from a file or fd:N ..."},
                options.key)
        .secret_source()
        .not_with({"status"});
    table.option({"from", 0, "CERT", "the publisher's certificate, a PEM file"}, options.from)
        .file()
        .not_with({"status"});
    table
        .option({"not-older-than", 0, "NUMBER", "refuse generations before this one"},
                options.not_older_than)
        .range(0, rotation::kLargestNumber)
        .command_line_only()
        .not_with({"status"});
    table.option({"status", 0, "", "print which generation the store has"}, options.status)
        .command_line_only();
    table.operand("DIR", "where generations are", options.directory);
    finish(table, options.common);
    table.fields(kGenerationFields);
    return table;
}

namespace {

/// Which records are wanted.
void add_audit_filters(cli::OptionTable& table, AuditOptions& options) {
    table
        .option({"user", 'u', "USER", "records about this user ID"}, options.user,
                &racf::UserId::parse)
        .listed_by(kListUsers)
        .command_line_only();
    table
        .option({"appl", 'a', "APPL", "sign-ons to this application"}, options.appl,
                &racf::ApplName::parse)
        .listed_by(kListAppls)
        .command_line_only();
    table.choice({"decision", 0, "WORD", "sign-ons that were decided so"}, options.decision,
                 {{"accepted", "accepted"}, {"rejected", "rejected"}, {"error", "error"}});
    table.choice({"reason", 0, "REASON", "sign-ons decided for this reason"}, options.reason,
                 audit_reasons());
    table.choice({"event", 0, "EVENT", "records of this event"}, options.event, audit_events());
    table.past({"since", 0, "TIME", "records from this moment on; 2h: of the last two hours"},
               options.since);
    table.past({"until", 0, "TIME", "records up to this moment; 2h: until two hours ago"},
               options.until);
}

}  // namespace

cli::OptionTable audit_table(AuditOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin audit",
        .purpose = "Read the store's audit log: sign-ons and commands, oldest first.",
        .usage = {"[OPTION]...", "--verify [--expect HEAD]...", "--head", "--tickets on|off"},
        .examples = {{"racf-admin audit --reason replayed --since -1d", "replays of the last day"},
                     {"racf-admin audit --user USER0002 --json", "as JSON, as it is kept"},
                     {"racf-admin audit --verify", "whether any record was changed or removed"}},
        .exit_status = {{"0", "done; --verify: the log is as it was written"},
                        {"4", "--verify: a crash or a full disk has cut a record off"},
                        {"8", "--verify: records were changed, removed or added"},
                        {"64", "usage"},
                        {"66", "no such store"},
                        {"78", "configuration or store unusable"}},
    });
    add_audit_filters(table, options);
    table.choice({"format", 0, "FORM", "lines for other programs; see AUDIT FORMATS in the manual"},
                 options.format,
                 {{"irradu00", AuditFormat::Irradu00},
                  {"syslog", AuditFormat::Syslog},
                  {"journal", AuditFormat::Journal}});
    table
        .option({"verify", 0, "", "check that no record was changed, removed or added"},
                options.verify)
        .command_line_only();
    table
        .option({"expect", 0, "HEAD", "with --verify: a head that was kept must be in the log"},
                options.expected, &read_chain_point)
        .command_line_only();
    table
        .option(
            {"head", 0, "", "print the number and hash of the last record, to be kept elsewhere"},
            options.head)
        .command_line_only();
    table
        .choice(
            {"tickets", 0, "WORD", "from now on, put each ticket that is made on record, or not"},
            options.tickets, {{"on", true}, {"off", false}})
        .command_line_only();
    finish(table, options.common);
    for (const std::string_view of :
         {kRecordFields, kChainFindingFields, kChainHeadFields, kActionFields})
        table.fields(of);
    return table;
}

cli::OptionTable check_table(CheckOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin check",
        .purpose = "Look a store over: files, profiles, what they name, keys, RACLIST.",
        .usage = {"[OPTION]..."},
        .examples = {{"racf-admin check", "one line a finding"},
                     {"racf-admin check --repair --json", "set right what is safe"},
                     {"racf-admin check --accept 'user KIM'", "take a profile that you edited"}},
        .exit_status = {{"0", "nothing found, or nothing left after --repair"},
                        {"4", "warnings: all works, but should be tidied up"},
                        {"8", "errors: a profile or key does not work"},
                        {"12", "the store is unusable"},
                        {"64", "usage"},
                        {"66", "no such store"},
                        {"75", "the store is busy: try again"}},
    });
    table
        .option({"repair", 0, "",
                 "restore damaged files from their copies; set right modes, left-over files and "
                 "dangling permissions"},
                options.repair)
        .command_line_only();
    table
        .option(
            {"accept", 0, "WHAT",
             "take a file that was edited by hand as it is: 'user KIM', users/KIM.toml, or all"},
            options.accept)
        .command_line_only();
    add_ok_rc_of_word(table, options.ok_rc);
    finish(table, options.common);
    table.fields(kFindingFields);
    return table;
}

cli::OptionTable unload_table(UnloadOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin unload",
        .purpose = "Write all profiles as the records of RACF's database unload (IRRDBU00).",
        .usage = {"[OPTION]... >FILE"},
        .examples = {{"racf-admin unload >racf.unload", "groups, users, general resources"}},
        .exit_status = {{"0", "done"},
                        {"64", "usage"},
                        {"66", "no such store"},
                        {"74", "input/output error"},
                        {"75", "the store is busy: try again"},
                        {"78", "configuration or store unusable"}},
    });
    finish(table, options.common);
    return table;
}

cli::OptionTable load_table(LoadOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin load",
        .purpose = "Fill an empty store from a database unload (IRRDBU00), wholly or not at all.",
        .usage = {"[OPTION]... FILE"},
        .examples = {{"racf-admin load racf.unload", "what came, and what could not"},
                     {"zcat racf.unload.gz | racf-admin load -", "from standard input"}},
        .exit_status = {{"0", "loaded"},
                        {"64", "usage"},
                        {"65", "malformed, or nothing in it: nothing is loaded"},
                        {"66", "no such store or file"},
                        {"73", "the store is not empty"},
                        {"74", "input/output error"},
                        {"75", "the store is busy: try again"},
                        {"78", "configuration or store unusable"}},
    });
    table.operand("FILE", "an unload as text; - is standard input", options.file).file();
    table
        .option({"skip-bad", 0, "", "skip and name records that are malformed or fit nowhere"},
                options.skip_bad)
        .command_line_only();
    finish(table, options.common);
    table.fields(kLoadFields);
    return table;
}

cli::OptionTable doctor_table(DoctorOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin doctor",
        .purpose = "Look at every precondition of a sign-on by PassTicket, in RACF's order.",
        .usage = {"[OPTION]... APPL [USER]", "--zos [OPTION]... APPL [USER]"},
        .examples = {{"racf-admin doctor APPLI2I USER0002", "what is wrong, and what mends it"},
                     {"racf-admin doctor APPLI2I USER0002 --zos", "the commands to run on z/OS"}},
        .exit_status = {{"0", "every precondition holds"},
                        {"4", "sign-ons work, but something should be mended"},
                        {"8", "no sign-on works"},
                        {"64", "usage"},
                        {"66", "no such store"},
                        {"78", "configuration or store unusable"}},
    });
    required(table.operand("APPL", "the application name", options.appl, &racf::ApplName::parse))
        .listed_by(kListAppls);
    table
        .operand("USER", "the user ID; without one only the application is looked at", options.user,
                 &racf::UserId::parse)
        .listed_by(kListUsers);
    table
        .option({"group", 'g', "GROUP", "the connect group; default: the user's default group"},
                options.group, &racf::GroupId::parse)
        .listed_by(kListGroups)
        .not_with({"zos"});
    table
        .option({"zos", 0, "", "print commands for RACF, ACF2 and Top Secret; look at no store"},
                options.zos)
        .command_line_only();
    add_ok_rc(table, options.ok_rc);
    finish(table, options.common);
    return table;
}

cli::OptionTable access_table(AccessOptions& options) {
    cli::OptionTable table({
        .tool = "racf-admin access",
        .purpose = "Ask whether a user has access to a resource, and why.",
        .usage = {"[OPTION]... USER CLASS RESOURCE [ACCESS]"},
        .examples = {{"racf-admin access USER0002 APPL APPLI2I", "READ, unless another is named"},
                     {"racf-admin access KIM FACILITY BPX.SUPERUSER UPDATE --json", "as JSON"}},
        .exit_status = {{"0", "granted, perhaps with a warning"},
                        {"4", "RACF does not protect it"},
                        {"8", "denied"},
                        {"64", "usage"},
                        {"66", "no such user, or no such store"},
                        {"78", "configuration or store unusable"}},
    });
    required(table.operand("USER", "the user ID", options.user, &racf::UserId::parse))
        .listed_by(kListUsers);
    table.operand("CLASS", "a class, such as APPL or FACILITY", options.cls);
    table.operand("RESOURCE", "the name of the resource", options.resource);
    table.operand("ACCESS", "EXECUTE, READ, UPDATE, CONTROL or ALTER", options.access).optional =
        true;
    table
        .option({"group", 'g', "GROUP", "the connect group; default: the user's default group"},
                options.group, &racf::GroupId::parse)
        .listed_by(kListGroups);
    add_ok_rc_of_word(table, options.ok_rc);
    finish(table, options.common);
    table.fields(kAccessFields);
    return table;
}

}  // namespace ptkt::admin
