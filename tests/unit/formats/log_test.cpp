#include "common/formats/log/message.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt;
using formats::LogMessage;
using formats::Severity;

namespace {

/// A peer that wants to be two messages.
json::Json hostile() {
    json::Json fields = json::Json::object();
    fields.set("detail", "a \"b\" ]c\\\nMESSAGE=x").set("none", json::Json()).set("rc", 8);
    return fields;
}

}  // namespace

TEST_CASE("a message for syslog is one line, and its structured data cannot be broken out of") {
    const auto fields = hostile();
    const LogMessage message{"tool",      Severity::Error, "2026-11-22T10:00:00Z",
                             "HWSP1503E", "said\n<0>1",    fields};
    CHECK(formats::syslog_line(message) ==
          "<83>1 2026-11-22T10:00:00Z - tool - HWSP1503E [ptkt@32473 "
          "detail=\"a \\\"b\\\" \\]c\\\\\\\\x0AMESSAGE=x\" rc=\"8\"] said\\x0A<0>1");
}

TEST_CASE("an entry of the journal has a line for each field and no other") {
    const auto fields = hostile();
    const LogMessage message{"tool",    Severity::Warning,  "2026-11-22T10:00:00Z",
                             "REFUSED", "said\nPRIORITY=0", fields};
    CHECK(formats::journal_entry(message) ==
          "MESSAGE=said\\x0APRIORITY=0\nPRIORITY=4\nSYSLOG_FACILITY=10\nSYSLOG_IDENTIFIER=tool\n"
          "PTKT_MESSAGE=REFUSED\nPTKT_DETAIL=a \"b\" ]c\\\\x0AMESSAGE=x\nPTKT_RC=8\n");
}
