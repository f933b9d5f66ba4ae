#include "common/racf/report/traits.hpp"

#include "common/racf/report/command_report.hpp"
#include "tests/support/command_session.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;

namespace {

/// Runs a command; the answer is its object.
json::Json json_of(test::CommandSession& session, const std::string& text) {
    const base::SourceText source("test", text);
    const auto commands = racf_command::split_commands(text);
    REQUIRE(commands.size() == 1);
    const auto parsed = racf_command::parse(commands.front());
    REQUIRE(parsed);
    const auto outcome = racf_command::apply(*parsed, session.context);
    REQUIRE(outcome);
    return report::command_json(source, parsed->redacted, *outcome);
}

/// The first listing of a command.
json::Json listing_of(test::CommandSession& session, const std::string& text) {
    const json::Json json = json_of(session, text);
    const json::Json* listings = json.find("listings");
    REQUIRE(listings != nullptr);
    REQUIRE(listings->as_array()->size() == 1);
    return listings->as_array()->front();
}

/// One trait as JSON: `base:owner` is in the segment `base`. `missing` when it is not there.
std::string trait(const json::Json& listing, const std::string& name) {
    const json::Json* profile = listing.find("profile");
    REQUIRE(profile != nullptr);
    const json::Json* segment = profile->find(name.substr(0, name.find(':')));
    const json::Json* value = segment == nullptr ? nullptr : segment->find(name);
    return value == nullptr ? "missing" : value->dump();
}

}  // namespace

TEST_CASE("a PTKTDATA profile has the PassTicket traits of pyRACF and SEAR, its keys hidden") {
    test::CommandSession session;
    session.run(
        "RDEFINE PTKTDATA APPLI2I OWNER(IBMUSER) APPLDATA('NO REPLAY PROTECTION') "
        "SSIGNON(KEYMASKED(E001193519561977) TIMEOUT(90) TYPE(UPPER) REPLAY(YES))");
    const json::Json listing = listing_of(session, "RLIST PTKTDATA APPLI2I ALL SSIGNON");
    CHECK(listing.find("admin_type")->dump() == "\"resource\"");
    CHECK(listing.find("resource")->dump() == "\"APPLI2I\"");
    CHECK(listing.find("class")->dump() == "\"PTKTDATA\"");
    CHECK(trait(listing, "base:owner") == "\"IBMUSER\"");
    CHECK(trait(listing, "base:universal_access") == "\"NONE\"");
    CHECK(trait(listing, "base:application_data") == "\"NO REPLAY PROTECTION\"");
    CHECK(trait(listing, "base:auditing") == "\"FAILURES(READ)\"");
    CHECK(trait(listing, "base:level") == "\"0\"");
    CHECK(trait(listing, "base:is_generic") == "false");
    CHECK(trait(listing, "base:create_date") == "\"05/01/26\"");
    CHECK(trait(listing, "base:notify_userid") == "null");
    CHECK(trait(listing, "ssignon:mask_legacy_pass_ticket_key") == "\"********\"");
    CHECK(trait(listing, "ssignon:encrypt_legacy_pass_ticket_key") == "null");
    CHECK(trait(listing, "ssignon:legacy_pass_ticket_label") == "null");
    CHECK(trait(listing, "ssignon:enhanced_pass_ticket_label") == "null");
    CHECK(trait(listing, "ssignon:enhanced_pass_ticket_type") == "\"UPPER\"");
    CHECK(trait(listing, "ssignon:enhanced_pass_ticket_timeout") == "\"90\"");
    CHECK(trait(listing, "ssignon:enhanced_pass_ticket_replay") == "true");
    CHECK(listing.dump().find("E001193519561977") == std::string::npos);
}

TEST_CASE("an encrypted key shows its label; NORACF leaves the base segment out") {
    test::CommandSession session;
    session.run("RDEFINE PTKTDATA TSOR001 SSIGNON(KEYENCRYPTED(E001193519561977))");
    const json::Json listing = listing_of(session, "RLIST PTKTDATA TSOR001 SSIGNON NORACF");
    CHECK(trait(listing, "base:owner") == "missing");
    CHECK(trait(listing, "ssignon:encrypt_legacy_pass_ticket_key") == "\"********\"");
    CHECK(trait(listing, "ssignon:legacy_pass_ticket_label").starts_with("\"IRR.SSIGNON."));
    CHECK(trait(listing, "ssignon:enhanced_pass_ticket_type") == "\"MIXED\"");
    CHECK(trait(listing, "ssignon:enhanced_pass_ticket_timeout") == "\"60\"");
}

TEST_CASE("access lists and members are lists of objects") {
    test::CommandSession session;
    session.run(
        "ADDUSER KIM\n"
        "RDEFINE APPL A1 UACC(READ)\n"
        "PERMIT A1 CLASS(APPL) ID(KIM) ACCESS(UPDATE)\n"
        "PERMIT A1 CLASS(APPL) ID(KIM) ACCESS(READ) WHEN(TERMINAL(T1))\n"
        "RDEFINE GIMS TRANS ADDMEM(PART STOCK)");
    const json::Json listing = listing_of(session, "RLIST APPL A1 AUTHUSER");
    CHECK(trait(listing, "base:access_list") ==
          R"([{"base:access_id":"KIM","base:access_type":"UPDATE","base:access_count":0}])");
    CHECK(trait(listing, "base:conditional_access_list") ==
          R"([{"base:conditional_access_id":"KIM","base:conditional_access_type":"READ",)"
          R"("base:conditional_access_count":0,"base:conditional_access_class":"TERMINAL",)"
          R"("base:conditional_access_entity":"T1"}])");
    CHECK(trait(listing_of(session, "RLIST GIMS TRANS"), "base:members") ==
          R"([{"base:member":"PART"},{"base:member":"STOCK"}])");
    CHECK(trait(listing_of(session, "RLIST GIMS TRANS"), "base:access_list") == "missing");
}

TEST_CASE("a user has the traits of his segments and connections, and no password") {
    test::CommandSession session;
    session.run(
        "ADDUSER KIM NAME('Kim') PASSWORD(TOPSECRT) SPECIAL CLAUTH(APPL) "
        "TSO(ACCTNUM(D1001) SIZE(4096)) OMVS(UID(7) HOME('/u/kim'))\n"
        "ALTUSER KIM REVOKE(12/31/26)");
    const json::Json listing = listing_of(session, "LISTUSER KIM TSO OMVS");
    CHECK(listing.find("userid")->dump() == "\"KIM\"");
    CHECK(trait(listing, "base:name") == "\"Kim\"");
    CHECK(trait(listing, "base:special") == "true");
    CHECK(trait(listing, "base:auditor") == "false");
    CHECK(trait(listing, "base:has_password") == "true");
    CHECK(trait(listing, "base:password_expired") == "true");
    CHECK(trait(listing, "base:password_change_interval") == "30");
    CHECK(trait(listing, "base:password_change_date") == "null");
    CHECK(trait(listing, "base:revoke_date") == "\"12/31/26\"");
    CHECK(trait(listing, "base:revoked") == "false");
    CHECK(trait(listing, "base:class_authorizations") ==
          R"([{"base:class_authorization":"APPL"}])");
    CHECK(trait(listing, "base:group_connections")
              .starts_with(R"([{"base:group_connection_group":"SYS1",)"));
    CHECK(trait(listing, "tso:account_number") == "\"D1001\"");
    CHECK(trait(listing, "tso:default_region_size") == "4096");
    CHECK(trait(listing, "tso:logon_procedure") == "null");
    CHECK(trait(listing, "omvs:uid") == "7");
    CHECK(trait(listing, "omvs:home_directory") == "\"/u/kim\"");
    CHECK(listing.dump().find("TOPSECRT") == std::string::npos);
    CHECK(trait(listing_of(session, "LISTUSER KIM"), "tso:account_number") == "missing");
}

TEST_CASE("RLIST ALL has the history and the counts of a discrete profile") {
    test::CommandSession session;
    session.run("SETROPTS GENERIC(APPL)\nRDEFINE APPL A1\nRDEFINE APPL B*");
    const json::Json discrete = listing_of(session, "RLIST APPL A1 ALL");
    const json::Json generic = listing_of(session, "RLIST APPL B* ALL");
    CHECK(trait(discrete, "base:last_reference_date") == "\"05/01/26\"");
    CHECK(trait(generic, "base:last_reference_date") == "null");
    for (const std::string count :
         {"base:alter_count", "base:control_count", "base:update_count", "base:read_count"}) {
        CHECK(trait(discrete, count) == "0");
        CHECK(trait(generic, count) == "null");
        CHECK(trait(listing_of(session, "RLIST APPL A1"), count) == "missing");
    }
}

TEST_CASE("a group has its superior, subgroups and members") {
    test::CommandSession session;
    session.run(
        "ADDGROUP PAY OMVS(GID(12))\nADDGROUP PAYSUB SUPGROUP(PAY)\n"
        "CONNECT IBMUSER GROUP(PAY) UACC(READ) AUDITOR REVOKE(06/01/26)");
    const json::Json listing = listing_of(session, "LISTGRP PAY OMVS");
    CHECK(listing.find("group")->dump() == "\"PAY\"");
    CHECK(trait(listing, "base:superior_group") == "\"SYS1\"");
    CHECK(trait(listing, "base:subgroups") == R"([{"base:subgroup":"PAYSUB"}])");
    CHECK(trait(listing, "base:connected_users") ==
          R"([{"base:connected_userid":"IBMUSER","base:connected_user_authority":"USE",)"
          R"("base:connected_user_universal_access":"READ","base:connected_user_used_count":0,)"
          R"("base:connected_user_special":false,"base:connected_user_operations":false,)"
          R"("base:connected_user_auditor":true,"base:connected_user_revoked":false,)"
          R"("base:connected_user_revoke_date":"06/01/26",)"
          R"("base:connected_user_resume_date":null}])");
    CHECK(trait(listing, "base:terminal_universal_access") == "true");
    CHECK(trait(listing, "omvs:gid") == "12");
}

TEST_CASE("the options have the traits of racf-options") {
    test::CommandSession session;
    session.run("ALTUSER IBMUSER AUDITOR");
    session.run(
        "SETROPTS CLASSACT(APPL) RACLIST(APPL) INACTIVE(90) NOSAUDIT "
        "PASSWORD(INTERVAL(90) HISTORY(8) REVOKE(5) RULE1(LENGTH(4:8)) MIXEDCASE)");
    const json::Json listing = listing_of(session, "SETROPTS LIST");
    CHECK(listing.find("admin_type")->dump() == "\"racf-options\"");
    CHECK(trait(listing, "base:active_classes") == R"(["APPL","DATASET","GROUP","USER"])");
    CHECK(trait(listing, "base:raclist") == R"(["APPL"])");
    CHECK(trait(listing, "base:revoke_inactive_userids_interval") == "90");
    CHECK(trait(listing, "base:max_password_change_interval") == "90");
    CHECK(trait(listing, "base:password_history") == "8");
    CHECK(trait(listing, "base:max_incorrect_password_attempts") == "5");
    CHECK(trait(listing, "base:password_rule_1") == "\"4:8 ********\"");
    CHECK(trait(listing, "base:password_rule_2") == "null");
    CHECK(trait(listing, "base:mixed_case_password_support") == "true");
    CHECK(trait(listing, "base:log_commands_issued_by_special_users") == "false");
    CHECK(trait(listing, "base:log_racf_command_violations") == "true");
}

TEST_CASE("SEARCH gives the names, and every profile of RLIST * is a listing of its own") {
    test::CommandSession session;
    session.run("RDEFINE APPL (A1 A2)");
    const json::Json found = json_of(session, "SEARCH CLASS(APPL)");
    CHECK(found.find("listings")->dump() == R"([{"profiles":["A1","A2"],"details":[)"
                                            R"({"name":"A1","generic":false,"unusable":false},)"
                                            R"({"name":"A2","generic":false,"unusable":false}]}])");
    CHECK(found.find("lines")->dump() == R"(["A1","A2"])");
    CHECK(json_of(session, "RLIST APPL *").find("listings")->as_array()->size() == 2);
    CHECK(json_of(session, "RLIST APPL B").find("listings")->as_array()->empty());
    session.run("SETROPTS GENERIC(APPL)\nRDEFINE APPL B*");
    CHECK(json_of(session, "SEARCH CLASS(APPL) GENERIC").find("listings")->dump() ==
          R"([{"profiles":["B*"],"details":[)"
          R"({"name":"B*","generic":true,"unusable":false}]}])");
}
