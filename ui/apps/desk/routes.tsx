import { Navigate, type RouteObject } from "react-router";
import { Frame } from "#features/frame/Frame";
import { OrderListPage } from "#features/orders/OrderListPage";
import { OrderPage } from "#features/orders/OrderPage";

/** Every place of the desk. */
export const routes: RouteObject[] = [
  {
    element: <Frame />,
    children: [
      { path: "/orders", element: <OrderListPage /> },
      { path: "/orders/:id", element: <OrderPage /> },
      { path: "*", element: <Navigate to="/orders" replace /> },
    ],
  },
];
