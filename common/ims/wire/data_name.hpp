#ifndef PTKT_IMS_WIRE_DATA_NAME_HPP
#define PTKT_IMS_WIRE_DATA_NAME_HPP

#include <optional>
#include <string>

#include "common/ims/wire/request.hpp"

namespace ptkt::ims_wire {

/// What the data of a message ask for, in upper case: a transaction by its code, or a command by
/// the first three letters of its verb, as profiles have it (`/DISPLAY` is DIS).
struct DataName {
    bool is_command = false;
    std::string name;
};

/// The name at the front of the data, whatever they are written in. It reads more than IMS takes
/// for a transaction code, because it is asked what somebody may do: a byte order mark, blanks, and
/// segments that cut a verb in two do not hide a name. Nothing where the data begin with no name.
[[nodiscard]] std::optional<DataName> data_name(const Request& request);

}  // namespace ptkt::ims_wire

#endif
