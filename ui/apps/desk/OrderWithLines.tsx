import { useNavigate, useParams } from "react-router";
import { LineGrid } from "#features/lines/LineGrid";
import { OrderPage } from "#features/orders/OrderPage";

/** An order's page with its lines: the two features know nothing of each other. */
export function OrderWithLines() {
  const { id = "" } = useParams();
  const navigate = useNavigate();
  return (
    <OrderPage
      lines={(order) => (
        <LineGrid order={id} head={order} onImport={() => void navigate(`/orders/${id}/import`)} />
      )}
    />
  );
}
