#ifndef PTKT_IMS_OPERATOR_DISPLAY_HPP
#define PTKT_IMS_OPERATOR_DISPLAY_HPP

#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/formats/json/json.hpp"
#include "common/ims/operator/snapshot.hpp"

/// The displays. Labels and their order are those of the topics; the columns of values are wide
/// enough for their headings, since no topic gives the distances. A display is lines that begin
/// with HWSC0001I and end with a line end; its JSON is an object, or for more than one thing an
/// array of them. NotFound: nothing has that name.
namespace ptkt::ims_operator {

/// One line of a display or an answer to a command.
[[nodiscard]] std::string line(std::string_view text, std::string_view number = "HWSC0001I");

/// `summary` leaves the clients out.
[[nodiscard]] std::string view_hws(const Snapshot& snapshot, bool summary);
[[nodiscard]] json::Json hws_json(const Snapshot& snapshot, bool summary);

/// A port by its number, or ALL.
[[nodiscard]] base::Result<std::string> view_port(const Snapshot& snapshot, std::string_view name);
[[nodiscard]] base::Result<json::Json> port_json(const Snapshot& snapshot, std::string_view name);

/// A data store by its ID, or ALL.
[[nodiscard]] base::Result<std::string> view_ds(const Snapshot& snapshot, std::string_view name);
[[nodiscard]] base::Result<json::Json> ds_json(const Snapshot& snapshot, std::string_view name);

/// A RMTIMSCON by its ID, or ALL.
[[nodiscard]] base::Result<std::string> view_rmt(const Snapshot& snapshot, std::string_view name);
[[nodiscard]] base::Result<json::Json> rmt_json(const Snapshot& snapshot, std::string_view name);

/// A MSC statement by its LCLPLKID, or ALL. No topic shows this display: its labels are the
/// keywords of the statement.
[[nodiscard]] base::Result<std::string> view_msc(const Snapshot& snapshot, std::string_view name);
[[nodiscard]] base::Result<json::Json> msc_json(const Snapshot& snapshot, std::string_view name);

/// An IMSplex by the TMEMBER of its statement, or ALL.
[[nodiscard]] base::Result<std::string> view_ip(const Snapshot& snapshot, std::string_view name);
[[nodiscard]] base::Result<json::Json> ip_json(const Snapshot& snapshot, std::string_view name);

/// RECV, CONN, XMIT, OTHER.
[[nodiscard]] std::string_view to_string(Activity activity);

/// `9.30.221.55` as `009.030.221.055`; anything else stays as it is.
[[nodiscard]] std::string padded_address(std::string_view address);

}  // namespace ptkt::ims_operator

#endif
