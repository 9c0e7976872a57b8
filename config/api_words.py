"""What the OpenAPI document says of each operation and each shape, by their names, in both languages.

The docstrings in the code are for those who read the code; a test finds one that reaches the document.
"""

from django.utils.translation import gettext_noop

BY_ENTRY = gettext_noop("Theo thứ tự nhập.")
UNITS = gettext_noop("Những đơn vị có vào ngày as_of, theo thứ tự mã.")
BY_CODE = gettext_noop("Theo thứ tự mã.")
WHOLE = gettext_noop(
    "Thay toàn bộ: trường không gửi nhận giá trị mặc định của nó. Bản ghi như GET trả về gửi lại nguyên vẹn "
    "được; trường chỉ đọc có thể bỏ."
)
IN_REGISTER = gettext_noop(
    "Bản dự thảo được lập lại ở mỗi lần gọi, kể cả khi trả lời 304; của báo cáo niêm phong thì 304 đến ngay. "
    "Được ghi một dòng vào sổ văn bản, dưới tên tài khoản gọi, kể cả tài khoản kiểm tra; cùng tài khoản lập "
    "lại đúng từng byte thì không thêm dòng."
)
OFFICIAL = gettext_noop(
    "Văn bản chính thức nên chỉ bằng tiếng Việt; được ghi vào sổ văn bản, mỗi tài khoản một dòng."
)
OPERATIONS = {
    "account": gettext_noop(
        "Tài khoản của mã truy cập: vai trò, địa phương, có được ghi không, bao giờ hết hạn."
    ),
    "officers": gettext_noop("Xếp theo tên, theo thứ tự tiếng Việt."),
    "register": gettext_noop("Dành cho tài khoản của địa phương; cán bộ do địa phương đó quản lý."),
    "amend": WHOLE,
    "regions": gettext_noop("Mọi vùng, theo thứ tự mã; không chia trang."),
    "provinces": UNITS,
    "districts": UNITS,
    "communes": UNITS,
    "officer": gettext_noop(
        "Kèm chức vụ giữ vào ngày as_of. “id” từ danh sách; tìm theo số hiệu: /officers?q=…"
    ),
    "assignment": gettext_noop(
        "Của mọi thời gian. “id” từ danh sách; của một cán bộ: /assignments?q=số hiệu."
    ),
    "appoint": gettext_noop(
        "Dành cho tài khoản của địa phương, tại xã của mình; cán bộ không giữ chức vụ nào trong thời gian "
        "đó. “pk” là “id” của cán bộ. Câu trả lời là lần giữ chức vụ mới."
    ),
    "end": gettext_noop("Lần đang giữ; đã kết thúc rồi thì đổi ngày bằng PUT."),
    "cancel": gettext_noop(
        "Xóa lần giữ chức vụ chưa từng có; cán bộ vẫn còn. Đã giữ rồi thôi thì dùng “end”. Lần trước đó vẫn "
        "kết thúc như đã ghi, trừ khi “reopen” là true."
    ),
    "training_of": gettext_noop("“id” từ danh sách; của một cán bộ: /trainings?service_number=…"),
    "train": gettext_noop("Dành cho tài khoản của địa phương. “pk” là “id” của cán bộ."),
    "remove_training": gettext_noop("Xóa bản ghi của một khóa không có thật."),
    "period": gettext_noop(
        "Ngày chốt số liệu, hạn gửi, quy định mà kỳ giữ. Địa phương thấy kỳ từ khi kỳ mở."
    ),
    "sealed": gettext_noop("Phần đầu của báo cáo; các dòng ở …/rows, số liệu tổng hợp ở …/summary."),
    "sealed_summary": gettext_noop("Như /summary, từ các dòng đã niêm phong."),
    "assignments": gettext_noop(
        "Theo thứ tự nhập. Bộ lọc không xét quy định: in_post=yes&force=regular gồm cả phường. Những lần "
        "được tính vào /summary là những lần đó có “commune_kind” thuộc “rules” của /summary (xa, thi_tran)."
    ),
    "transfer": gettext_noop(
        "Phải là lần giữ chức vụ mà cán bộ đang giữ; lần đó kết thúc vào ngày liền trước “starts_on”."
    ),
    "correct": WHOLE,
    "staffing": gettext_noop("Các xã, thị trấn thuộc phạm vi quy định vào ngày đó, theo thứ tự mã."),
    "trainings": BY_ENTRY,
    "correct_training": WHOLE,
    "work": gettext_noop(
        "Việc của chính tài khoản này; tài khoản quản trị đọc được việc của mọi tài khoản. Hỏi lại sau vài "
        "giây."
    ),
    "work_file": gettext_noop("404 cho đến khi việc đã xong."),
    "summary": gettext_noop(
        "Dành cho tài khoản xem được số liệu toàn quốc. Vào ngày không có tỉnh nào (/provinces trống): các "
        "tỉnh của danh mục gần nhất, mọi số là 0."
    ),
    "province": gettext_noop(
        "Số liệu của địa phương và của từng huyện, quận; vào ngày không có địa phương đó, mọi số là 0."
    ),
    "periods": gettext_noop("Theo thứ tự mở kỳ."),
    "reports": gettext_noop("Theo thứ tự của các địa phương trong kỳ."),
    "moved": gettext_noop(
        "Báo cáo giữ số liệu như đã duyệt; số liệu của ngày chốt luôn theo các lần giữ chức vụ đang ghi. Ở "
        "đây là những báo cáo đã duyệt mà hai bên nay khác nhau, theo thứ tự mã tỉnh; trống: không có."
    ),
    "report": gettext_noop(
        "ETag của báo cáo là giá trị gửi trong If-Match khi soạn, gửi, trả lại hoặc duyệt: với bản dự thảo "
        "là của toàn bộ nội dung sẽ gửi, sau đó là của bản đã gửi."
    ),
    "points": gettext_noop(
        "Những điểm của lần trả lại gần nhất, kể cả sau khi gửi lại; câu trả lời là của bản đang soạn với "
        "chính địa phương, với người khác là đã gửi. Của từng lần gửi: …/sendings/{number}."
    ),
    "sending": gettext_noop("Nguyên văn như đã gửi; sau đó bị trả lại thì thêm “returned_for”."),
    "sent_rows": BY_CODE,
    "drafted": gettext_noop(
        "Dành cho địa phương, khi báo cáo còn ở địa phương (nếu không: 404); “etag” là của báo cáo."
    ),
    "draft": gettext_noop(
        "Xác nhận, viết các mục, giải trình các cảnh báo, trả lời các điểm bị trả lại: ghi tất cả những gì "
        "được gửi đến, hoặc không ghi gì. Nội dung {} không thay đổi gì."
    ),
    "send": gettext_noop(
        "Do chỉ huy duyệt của địa phương gửi; những gì còn cản việc gửi nêu trong “obstacles”."
    ),
    "send_back": gettext_noop("Do Bộ trả lại, với lý do theo loại cho cả báo cáo hoặc cho từng xã."),
    "reopen": gettext_noop(
        "Do Bộ mở khóa để địa phương đính chính và gửi lại: “state” là returned, khi được duyệt lại là "
        "corrected. Bản đã duyệt vẫn được giữ: số của lần gửi đó ở “approved” của báo cáo."
    ),
    "works": gettext_noop(
        "Chỉ việc của chính tài khoản này, theo thứ tự yêu cầu; với tài khoản quản trị cũng vậy."
    ),
    "approve": gettext_noop("Do Bộ duyệt: bản gửi cuối, như đã đọc."),
    "sealed_list": gettext_noop("Theo thứ tự niêm phong, gồm mọi phiên bản."),
    "seal": gettext_noop(
        "Do Bộ niêm phong; ngày đã có báo cáo niêm phong thì có phiên bản tiếp theo, kèm lý do. Tài khoản "
        "của địa phương nhận 404, tài khoản kiểm tra nhận 403."
    ),
    "sealed_rows": gettext_noop("Theo thứ tự mã, lọc bằng các bộ lọc như trên trang."),
    "sealed_row": gettext_noop("Kèm các cán bộ đã được tính."),
    "verification": gettext_noop("Đọc lại từng dòng: các dòng có còn cho đúng mã SHA-256 hay không."),
    "sealed_csv": gettext_noop(
        "Tệp có SHA-256 bằng mã của báo cáo; mã đó cũng là ETag. UTF-8 không BOM, xuống dòng LF, theo thứ tự "
        "mã; các cột: commune_code, commune_name, kind, district_code, province_code, minimum, officers, "
        "chief, shortfall, status."
    ),
    "documents": gettext_noop("Theo thứ tự lập."),
    "document": gettext_noop("Dòng của văn bản trong sổ."),
    "document_file": gettext_noop("Tệp đúng như khi lập; SHA-256 của tệp là ETag."),
    "briefing_pdf": gettext_noop(
        "Mất từ 15 giây; khi máy chủ bận hơn một phút: nên chờ đến ba phút. Bản dự thảo được lập lại ở mỗi "
        "lần gọi, kể cả khi trả lời 304; của báo cáo niêm phong thì 304 đến ngay. Được ghi một dòng vào sổ "
        "văn bản, dưới tên tài khoản gọi, kể cả tài khoản kiểm tra; cùng tài khoản lập lại đúng từng byte "
        "thì không thêm dòng."
    ),
    "annex_xlsx": IN_REGISTER,
    "annex_ods": IN_REGISTER,
    "summary_csv_file": gettext_noop(
        "63 tỉnh, thành phố theo thứ tự mã, sau đó là toàn quốc; tên các cột là các tên của “/summary”."
    ),
    "summary_ods_file": gettext_noop("Cũng các dòng của bảng CSV, dưới các tiêu đề của trang."),
    "sealed_briefing": gettext_noop(
        "Văn bản chính thức nên chỉ bằng tiếng Việt. Mất từ 15 giây; khi máy chủ bận hơn một phút: nên chờ "
        "đến ba phút. Được ghi vào sổ văn bản, mỗi tài khoản một dòng."
    ),
    "sealed_annex": OFFICIAL,
    "sealed_annex_ods": OFFICIAL,
    "sealed_summary_csv": gettext_noop(
        "63 tỉnh, thành phố theo thứ tự mã, sau đó là toàn quốc, như đã niêm phong."
    ),
    "ask_pack": gettext_noop(
        "Do Bộ yêu cầu: báo cáo sơ kết, bảng tính và phụ lục từng xã, lập bằng việc chạy nền. Theo dõi "
        "việc ở địa chỉ trong Location; khi “state” là done, các văn bản có trong “/documents?report=”. Đang "
        "có việc này chưa xong thì trả lời bằng chính việc đó."
    ),
    "ask_communes_annex": gettext_noop(
        "Do Bộ yêu cầu, lập bằng việc chạy nền. Theo dõi việc ở địa chỉ trong Location; khi “state” là done, "
        "“file” là địa chỉ của tệp PDF. Đang có việc này chưa xong thì trả lời bằng chính việc đó."
    ),
}
A_PAGE = gettext_noop(
    "Một trang của danh sách; gửi “next” trong “cursor” để đọc trang sau, null ở trang cuối."
)
SHAPES = {
    "SentWarningOut": gettext_noop("Một cảnh báo như đã gửi, kèm câu giải trình."),
    "State": gettext_noop(
        "not_started: địa phương chưa ghi gì. drafting: địa phương đang soạn. sent: đã gửi, chờ Bộ duyệt "
        "hoặc trả lại. returned: Bộ đã trả lại, hoặc đã mở khóa báo cáo đã duyệt; địa phương sửa rồi gửi "
        "lại. approved: Bộ đã duyệt, chưa từng mở khóa. corrected: đã mở khóa, gửi lại và được duyệt lại; "
        "bản được duyệt trước đó vẫn ở …/sendings/{number} của nó. approved và corrected đều là đã duyệt, "
        "“standing_counts.approved” đếm cả hai; bộ lọc “state” chọn đúng một trạng thái: state=approved "
        "không gồm corrected."
    ),
    "RegionOut": gettext_noop("Một vùng của cả nước."),
    "OfficerIn": gettext_noop("Một cán bộ mới; chưa giữ chức vụ nào cho đến khi bổ nhiệm."),
    "AppointIn": gettext_noop("Giữ chức vụ gì, ở xã nào, từ ngày nào, theo quyết định nào."),
    "TransferIn": gettext_noop("Chức vụ mới, ở xã nào, từ ngày nào, theo quyết định nào."),
    "EndIn": gettext_noop("Thôi giữ chức vụ từ hết ngày nào."),
    "TrainingIn": gettext_noop("Khóa bồi dưỡng mà cán bộ đã hoàn thành."),
    "FiguresOut": gettext_noop("Các số liệu của một nơi vào một ngày."),
    "ProvinceRowOut": gettext_noop("Các số liệu của một tỉnh, thành phố."),
    "RegionRowOut": gettext_noop("Các số liệu của một vùng."),
    "DistrictRowOut": gettext_noop("Các số liệu của một huyện, quận."),
    "RuleOut": gettext_noop("Quy định áp dụng vào một ngày."),
    "RuleRowOut": gettext_noop(
        "Một quy định: cho một loại xã, có thể chỉ cho một diện hoặc một xã. Quy định riêng của một xã thay "
        "mọi quy định khác; không có thì áp dụng mức cao nhất trong các quy định hợp với xã."
    ),
    "SummaryOut": gettext_noop("Tổng hợp toàn quốc của một ngày."),
    "ProvinceSummaryOut": gettext_noop("Tổng hợp của một địa phương vào một ngày."),
    "PeriodOut": gettext_noop("Một kỳ báo cáo; “minimum”, “chief_required” là quy định mà kỳ giữ."),
    "PointList": gettext_noop(
        "Mọi điểm của lần trả lại gần nhất, cả khi đã gửi lại và đã duyệt; trống: chưa từng bị trả lại."
    ),
    "WarningOut": gettext_noop("Một cảnh báo về số liệu, cần một câu giải trình trước khi gửi."),
    "CommuneRowOut": gettext_noop("Một xã, thị trấn như đã gửi: các cột của commune_status."),
    "SectionIn": gettext_noop("Một mục của phần thuyết minh."),
    "AnswerIn": gettext_noop("Trả lời một điểm bị trả lại."),
    "ExplanationIn": gettext_noop(
        "Giải trình một cảnh báo có trong “warnings” của bản đang soạn, nhận ra bằng kind và commune_code "
        "của nó; không có cảnh báo đó: 422 unknown-warning. Câu đã giải trình chỉ thay được, không xóa được."
    ),
    "ReasonIn": gettext_noop("Một lý do trả lại: cho cả báo cáo hoặc cho một xã."),
    "ReturnIn": gettext_noop("Vì sao trả lại báo cáo."),
    "ReopenIn": gettext_noop("Vì sao mở khóa báo cáo đã duyệt."),
    "FreezeIn": gettext_noop("Niêm phong ngày nào, dưới tên nào."),
    "SealedRowOut": gettext_noop("Một xã, thị trấn như đã niêm phong: các cột của commune_status."),
    "SealedOfficerOut": gettext_noop("Một cán bộ đã được tính, như khi niêm phong."),
    "AccountOut": gettext_noop("Tài khoản đang gọi, và quyền của mã truy cập đã dùng."),
    "OfficerPut": gettext_noop("Mọi giá trị của một cán bộ; có thể là nguyên văn câu trả lời của GET."),
    "PostingPut": gettext_noop(
        "Mọi giá trị của một lần giữ chức vụ; có thể là nguyên văn câu trả lời của GET."
    ),
    "TrainingPut": gettext_noop(
        "Mọi giá trị của một lần bồi dưỡng; có thể là nguyên văn câu trả lời của GET."
    ),
    "StandingOut": gettext_noop(
        "Bao nhiêu báo cáo của các địa phương ở mỗi tình trạng khi niêm phong; tổng là số địa phương trong "
        "kỳ."
    ),
    "UnitOut": gettext_noop(
        "Mỗi mã chỉ một đơn vị tại một thời điểm; “exists_until” là ngày đầu tiên không còn đơn vị đó."
    ),
    "DayQuery": gettext_noop("Ngày của số liệu."),
    "CancelQuery": gettext_noop("Lần giữ chức vụ trước đó thì sao."),
    "PageQuery": gettext_noop("Tham số chung của mọi danh sách."),
    "TrainingQuery": gettext_noop("Chọn những bản ghi bồi dưỡng nào."),
    "RowQuery": gettext_noop("Các bộ lọc của trang."),
    "FileQuery": gettext_noop("Số liệu của ngày nào, tệp bằng ngôn ngữ nào."),
    "OfficerOut": gettext_noop("Cán bộ, kèm chức vụ đang giữ vào ngày được hỏi."),
    "PostingOut": gettext_noop("Một lần giữ chức vụ; gửi “etag” trong If-Match khi thay đổi."),
    "StaffedOut": gettext_noop(
        "Xã, thị trấn theo quy định: các cột của commune_status và quyết định tổ chức của Bộ trưởng."
    ),
    "TrainingOut": gettext_noop(
        "Một khóa bồi dưỡng mà cán bộ đã hoàn thành; gửi “etag” trong If-Match khi thay đổi."
    ),
    "WorkOut": gettext_noop(
        "Một việc lâu. Hỏi lại sau vài giây cho đến khi “state” là done, failed hoặc lost."
    ),
    "ReportOut": gettext_noop(
        "Báo cáo của một địa phương; “receipt”, “sending” là của lần gửi cuối; gửi “etag” trong If-Match."
    ),
    "PointOut": gettext_noop(
        "Một điểm của lần trả lại gần nhất; “is_met”: số liệu được yêu cầu sửa đã sửa, hoặc đã trả lời."
    ),
    "MovedList": gettext_noop("Các báo cáo đã duyệt mà số liệu nay đã khác; trống: không có."),
    "MovedOut": gettext_noop("Một báo cáo đã duyệt mà ngày chốt nay có số liệu khác."),
    "MoveOut": gettext_noop("Một số liệu: như đã duyệt, và như hiện nay."),
    "ReasonOut": gettext_noop("Vì sao một lần gửi bị trả lại; không có mã xã: lý do đối với cả báo cáo."),
    "SendingOut": gettext_noop(
        "Nguyên văn những gì đã gửi, không bao giờ thay đổi, trừ “returned_for”: vì sao sau đó bị trả lại, "
        "rồi câu trả lời khi gửi lại. “answered”: các điểm đã trả lời cùng lần gửi này."
    ),
    "DraftOut": gettext_noop(
        "Bản dự thảo như hiện nay: những gì đã viết, những gì cần giải trình, những gì còn cản việc gửi."
    ),
    "DraftIn": gettext_noop("Ghi những gì được gửi đến; phần còn lại giữ nguyên."),
    "SealedOut": gettext_noop(
        "Một báo cáo niêm phong; không gì trong đó còn thay đổi. “sha256”: của các dòng dưới dạng CSV "
        "chính tắc."
    ),
    "SealedCommuneOut": gettext_noop("Một xã như đã niêm phong, kèm từng cán bộ đã được tính."),
    "VerdictOut": gettext_noop(
        "Các dòng đã lưu có còn đúng như đã niêm phong hay không; nếu không, điểm khác nhau đầu tiên."
    ),
    "DocumentOut": gettext_noop(
        "Một dòng của sổ văn bản: tệp nào, của số liệu nào, do ai lập; một dòng cho mỗi lần lập."
    ),
}
