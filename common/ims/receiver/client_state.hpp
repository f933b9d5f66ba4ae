#ifndef PTKT_IMS_RECEIVER_CLIENT_STATE_HPP
#define PTKT_IMS_RECEIVER_CLIENT_STATE_HPP

#include <optional>
#include <string>

#include "common/ims/protocol/connection.hpp"
#include "common/ims/protocol/conversation.hpp"
#include "common/ims/receiver/application.hpp"
#include "common/ims/sign_on/gate.hpp"
#include "common/ims/wire/data_code.hpp"

namespace ptkt::ims_receiver {

using ims_sign_on::Gate;
using ims_sign_on::Identity;
using ims_sign_on::signs_on_once;

/// What is known of one connection.
struct ClientState {
    ClientState(ims_protocol::Connection& its, ims_protocol::Tpipes& tpipes)
        : connection(its), conversation(its.id(), tpipes) {}

    ims_protocol::Connection& connection;
    ims_protocol::Conversation conversation;
    std::optional<Identity> identity;  ///< once a message was admitted
    bool is_ims_connect = false;       ///< another IMS Connect, which signs on once
    std::string client_id;             ///< in force
    std::string asked_id;              ///< what the client calls itself
    ims_wire::Dialect dialect;
    ims_wire::DataCode data_code = ims_wire::DataCode::Ebcdic;  ///< of the last message with data
    bool is_unanswered = false;          ///< the last message is SENDONLY, which nothing answers
    std::string trancode;                ///< of the last message
    std::optional<std::string> modname;  ///< IRM_MODNAME of the last message
    std::optional<JobNumber> job;        ///< that the application works on
    std::optional<ImsConversation> ims_conversation;  ///< as long as its program goes on with it
    bool was_admitted_ahead = false;  ///< by the beginning of a message that is still to come
    bool has_lost_trust = false;      ///< ends with what is under way
    net::TimePoint trusted_since{};
    std::int64_t messages = 0;
    net::TimePoint since{};  ///< in its present state
    bool is_told_of = true;  ///< its events are written
};

}  // namespace ptkt::ims_receiver

#endif
