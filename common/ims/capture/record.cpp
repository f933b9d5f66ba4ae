#include "common/ims/capture/record.hpp"

#include <fmt/format.h>

namespace ptkt::ims_capture {

namespace {

bool is_refusal(std::uint32_t return_code) {
    using namespace ims_wire::retcod;
    return return_code != 0 && return_code != kAnswer && return_code != kTimer &&
           return_code != kDefaultTimer && return_code != kTimerKept;
}

/// Whether one end is what is wanted: an address, a port, or both.
bool is_end(std::string_view end, std::string_view wanted) {
    const auto colon = end.rfind(':');
    if (colon == std::string_view::npos) return false;
    std::string_view address = end.substr(0, colon);
    if (address.starts_with('[')) address = address.substr(1, address.size() - 2);
    return end == wanted || address == wanted || end.substr(colon + 1) == wanted;
}

bool is_connection(const Record& record, std::string_view wanted) {
    return fmt::format("#{}", record.conversation) == wanted || is_end(record.from, wanted) ||
           is_end(record.to, wanted);
}

}  // namespace

void read_asked(const ims_wire::Request& request, Asked& asked) {
    const ims_wire::Irm& irm = request.irm;
    asked.kind = irm.f4;
    asked.client_id = irm.client_id;
    asked.user = irm.userid;
    asked.group = irm.group;
    asked.appl.clear();
    if (irm.appl_name) asked.appl = *irm.appl_name;
    asked.tran = ims_wire::transaction_of(request).code;
    asked.code = ims_wire::data_code(request);
    asked.has_ticket = !irm.password.empty();
}

const ims_wire::Rsm* refusal_in(const Record& record) {
    if (record.frame.answer == nullptr) return nullptr;
    const auto* rsm = std::get_if<ims_wire::Rsm>(&record.frame.answer->status);
    return rsm != nullptr && is_refusal(rsm->return_code) ? rsm : nullptr;
}

bool Filter::wants(const Record& record) const {
    static const Asked nobody;
    const Asked& asked = record.asked == nullptr ? nobody : *record.asked;
    return (!connection || is_connection(record, *connection)) &&
           (!client_id || asked.client_id == *client_id) && (!user || asked.user == *user) &&
           (!tran || asked.tran == *tran) && (!refusals || refusal_in(record) != nullptr);
}

}  // namespace ptkt::ims_capture
