// What the two ends of a link need, in the words of each.
#include <algorithm>
#include <cctype>

#include "common/base/text/ascii.hpp"
#include "tools/racf-admin/new_link.hpp"

namespace ptkt::admin {

namespace {

/// The place that is to be filled in. No password is made up here: this text is seen.
constexpr std::string_view kPasswordPlace = "password";

std::string lines(const std::vector<std::string>& commands) {
    std::string text;
    for (const std::string& command : commands)
        text += command + "\n";
    return text;
}

std::string as_input(const std::vector<std::string>& commands) {
    return fmt::format("racf-admin <<'END'\n{}END\n", lines(commands));
}

std::vector<std::string> joined(std::vector<std::string> first,
                                const std::vector<std::string>& then) {
    first.insert(first.end(), then.begin(), then.end());
    return first;
}

}  // namespace

std::string NewLink::remote_id() const {
    std::string id;
    for (const char c : base::to_upper(to.host.substr(0, to.host.find('.'))))
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) id += c;
    id = id.substr(0, 8);
    return id.empty() || std::isdigit(static_cast<unsigned char>(id.front())) != 0 ? "REMOTE" : id;
}

std::string NewLink::define_key() const {
    return fmt::format("RDEFINE PTKTDATA {} UACC(NONE) SSIGNON(EPTKEYLABEL({}))", appl.str(),
                       key_label());
}

std::string NewLink::await_key() const {
    return fmt::format("RDEFINE PTKTDATA {} UACC(NONE)", appl.str());
}

std::string NewLink::add_user(std::string_view password) const {
    return fmt::format("ADDUSER {} PASSWORD({})", user.str(), password);
}

std::string NewLink::define_appl() const {
    return fmt::format("RDEFINE APPL {} UACC(NONE)", appl.str());
}

std::vector<std::string> NewLink::finish(LinkEnd end) const {
    std::vector<std::string> commands;
    if (end == LinkEnd::Receiver)
        commands.push_back(fmt::format("PERMIT {} CLASS(APPL) ID({}) ACCESS(READ)", appl.str(),
                                       user.str()));
    const std::string_view classes = end == LinkEnd::Receiver ? "APPL PTKTDATA" : "PTKTDATA";
    commands.push_back(fmt::format("SETROPTS CLASSACT({0}) RACLIST({0})", classes));
    commands.push_back(fmt::format("SETROPTS RACLIST({}) REFRESH", classes));
    return commands;
}

std::string NewLink::sender_part() const {
    return fmt::format(
        "--- The sender: its store. \"--apply sender\" does this\n"
        "racf-admin key generate {}\n{}\n"
        "--- The sender: its member\n"
        "RMTIMSCON=(ID={},HOSTNAME={},PORT={},\n APPL={},USERID={},PERSISTENT=Y)\n",
        key_label(), as_input(joined({define_key()}, finish(LinkEnd::Sender))), remote_id(), to.host,
        to.port, appl.str(), user.str());
}

std::string NewLink::receiver_part() const {
    return fmt::format(
        "--- The receiver: its store. \"--apply receiver\" does this, with a random password. Nobody\n"
        "    needs to know the password, but a user without one cannot sign on by a PassTicket\n"
        "{}\n"
        "--- The receiver: its member\n"
        "HWS=(ID=HWS1,RACF=Y)\n"
        "TCPIP=(PORTID=({}))\n"
        "DATASTORE=(ID=IMS1,GROUP=XCFGRP,MEMBER=HWS1,TMEMBER=IMS1)\n",
        as_input(joined({add_user(kPasswordPlace), define_appl(), await_key()},
                        finish(LinkEnd::Receiver))),
        to.port);
}

std::string NewLink::key_part() const {
    return fmt::format(
        "--- The key: from the sender to the receiver, encrypted. Each end first makes a key pair and\n"
        "    gives the other its own.pem, which is called peer.pem there\n"
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \\\n"
        "    -days 730 -subj /CN=$(hostname) -keyout own.key -out own.pem\n"
        "racf-admin key wrap {0} --to peer.pem --sign own.pem --sign-key own.key | ssh {1} \\\n"
        "    racf-admin key unwrap --expect {0} --key own.key --from peer.pem\n\n"
        "--- Both ends have the same key when this prints the same at both\n"
        "racf-admin key check-value {0}\n",
        appl.str(), to.host);
}

std::string NewLink::zos_part() const {
    return fmt::format(
        "--- z/OS as the receiver: RACF commands. USER is there as a rule, and has a password\n"
        "{}\n"
        "--- z/OS as the sender: RACF commands, and the RMTIMSCON statement above\n"
        "{}\n"
        "--- z/OS, either way: the key. ICSF must have it under its label before these commands run;\n"
        "    the file has the key in clear and mode 0600. Fill the key in where the file says, and\n"
        "    remove the file\n"
        "racf-admin rotate {} --emit icsf --output icsf.txt\n",
        lines(joined({define_appl(), define_key()}, finish(LinkEnd::Receiver))),
        lines(joined({define_key()}, finish(LinkEnd::Sender))), appl.str());
}

}  // namespace ptkt::admin
