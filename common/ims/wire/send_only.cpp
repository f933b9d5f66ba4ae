#include "common/ims/wire/send_only.hpp"

namespace ptkt::ims_wire {

base::Result<Request> send_only_request(SendOnly message, const std::vector<base::ByteView>& data) {
    ClientMessage out;
    out.kind = MessageKind::SendOnlyAck;
    out.dialect = {Exit::Sampl1, message.code};
    out.client_id = std::move(message.client_id);
    out.trancode = std::move(message.trancode);
    out.datastore = std::move(message.datastore);
    out.lterm = std::move(message.lterm);
    out.userid = std::move(message.userid);
    out.group = std::move(message.group);
    out.ticket = std::move(message.ticket);
    out.appl_name = std::move(message.appl_name);
    out.timer = message.timer;
    return client_request(std::move(out), data);
}

}  // namespace ptkt::ims_wire
